import { deriveKey } from './derive-key';
import { MasterKey } from './master-key';
import { hashToken, randomToken } from './tokens';

describe('deriveKey', () => {
  const masterKey = MasterKey.ofVersions([
    [1, Buffer.alloc(32, 1)],
    [2, Buffer.alloc(32, 2)],
  ]);

  it('gives each purpose and version a stable key of its own', () => {
    const keys = [deriveKey(masterKey, 'a'), deriveKey(masterKey, 'b'), deriveKey(masterKey, 'a', 1)];
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3);
    expect(deriveKey(masterKey, 'a', 2)).toEqual(keys[0]);
    expect(keys.map((key) => key.length)).toEqual([32, 32, 32]);
  });

  it('does not change between releases', () => {
    expect(deriveKey(masterKey, 'a', 1).toString('hex')).toBe(
      '98ff1280425febb419a9bcf6958bd921a135efb302f17e0cafbd8dc5be40906a',
    );
  });

  it('throws for a version that is not configured', () => {
    expect(() => deriveKey(masterKey, 'a', 3)).toThrow(expect.objectContaining({ code: 'crypto.unreadable' }));
  });
});

describe('tokens', () => {
  it('are random, URL-safe, and looked up by SHA-256', () => {
    expect(randomToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(randomToken(16)).toHaveLength(22);
    expect(randomToken()).not.toBe(randomToken());
    expect(hashToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
