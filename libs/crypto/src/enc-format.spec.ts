import fc from 'fast-check';
import { EncFormat } from './enc-format';
import { MasterKey } from './master-key';

const notEncrypted = expect.objectContaining({ code: 'crypto.notEncrypted', status: 400 });

describe('EncFormat', () => {
  const format = new EncFormat('unit-test-master-key-0123456789ab');

  it('reads what the original system wrote', async () => {
    const vector =
      'ENC:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQICAgICAgICAgICAgICAgJiB83yCLP7XkXtFIJ0fQRb4sJEcpuP';
    expect(await format.decrypt(vector)).toBe('s3cret');
  });

  it('round-trips any Unicode text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const encrypted = await format.encrypt(text);
        expect(EncFormat.isEncrypted(encrypted)).toBe(true);
        expect(await format.decrypt(encrypted)).toBe(text);
      }),
      { numRuns: 12 },
    );
  });

  it('refuses a flipped bit anywhere', async () => {
    const box = Buffer.from((await format.encrypt('x')).slice(4), 'base64');
    await fc.assert(
      fc.asyncProperty(fc.nat(box.length * 8 - 1), async (bit) => {
        const flipped = Buffer.from(box);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expect(format.decrypt(`ENC:${flipped.toString('base64')}`)).rejects.toEqual(notEncrypted);
      }),
      { numRuns: 24 },
    );
  });

  it('refuses clear text, cut text and text that is no base64', async () => {
    const encrypted = await format.encrypt('x');
    for (const text of [
      'secret',
      'ENC:',
      'ENC:x',
      'ENC:%%%%',
      encrypted.slice(4),
      encrypted.slice(0, 120),
      `${encrypted} `,
    ]) {
      await expect(format.decrypt(text)).rejects.toEqual(notEncrypted);
    }
  });

  it('derives a key of its own per master key version and still reads the former one', async () => {
    const [old, next] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const encrypted = await EncFormat.fromMasterKey(MasterKey.of(old, 1)).encrypt('x');
    const rotated = EncFormat.fromMasterKey(
      MasterKey.ofVersions([
        [1, old],
        [2, next],
      ]),
    );

    expect(await rotated.decrypt(encrypted)).toBe('x');
    await expect(EncFormat.fromMasterKey(MasterKey.of(next, 2)).decrypt(encrypted)).rejects.toEqual(notEncrypted);
    await expect(new EncFormat(old.toString('base64url')).decrypt(encrypted)).rejects.toEqual(notEncrypted);
  });
});
