import { DynamicModule, Module } from '@nestjs/common';
import { EncFormat } from './enc-format';
import { MasterKey } from './master-key';
import { PasswordHasher } from './password-hasher';
import { SecretBox } from './secret-box';

export interface CryptoOptions {
  masterKey: MasterKey;
}

/** Provides {@link MasterKey}, {@link SecretBox}, {@link PasswordHasher} and {@link EncFormat} everywhere. */
@Module({})
export class CryptoModule {
  static forRoot({ masterKey }: CryptoOptions): DynamicModule {
    return {
      module: CryptoModule,
      global: true,
      providers: [
        { provide: MasterKey, useValue: masterKey },
        { provide: EncFormat, useFactory: () => EncFormat.fromMasterKey(masterKey) },
        SecretBox,
        PasswordHasher,
      ],
      exports: [MasterKey, SecretBox, PasswordHasher, EncFormat],
    };
  }
}
