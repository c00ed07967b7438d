import { Test } from '@nestjs/testing';
import { CryptoModule } from './crypto.module';
import { EncFormat } from './enc-format';
import { MasterKey } from './master-key';
import { PasswordHasher } from './password-hasher';
import { SecretBox } from './secret-box';

it('CryptoModule provides everything over one master key', async () => {
  const masterKey = MasterKey.of(Buffer.alloc(32, 7));
  const app = await Test.createTestingModule({ imports: [CryptoModule.forRoot({ masterKey })] }).compile();
  const context = { table: 't', record: 'r', field: 'f' };

  expect(app.get(MasterKey)).toBe(masterKey);
  expect(app.get(PasswordHasher)).toBeInstanceOf(PasswordHasher);
  expect(new SecretBox(masterKey).openText(app.get(SecretBox).seal('x', context), context)).toBe('x');
  expect(await EncFormat.fromMasterKey(masterKey).decrypt(await app.get(EncFormat).encrypt('x'))).toBe('x');
});
