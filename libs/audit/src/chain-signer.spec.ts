import { createPublicKey, verify } from 'node:crypto';
import { MasterKey } from '@app/crypto';
import { ChainSigner } from './chain-signer';

const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);
const link = { position: 5, hash: Buffer.alloc(32, 9), at: new Date('2026-01-02T03:04:05.006Z') };

describe('ChainSigner', () => {
  const signer = new ChainSigner(MasterKey.of(OLD));
  const signed = signer.sign('head', link);

  it('verifies its own signature and nothing else', () => {
    expect(signer.verify('head', signed)).toBe(true);
    expect(signer.verify('checkpoint', signed)).toBe(false);
    expect(signer.verify('head', { ...signed, position: 6 })).toBe(false);
    expect(signer.verify('head', { ...signed, hash: Buffer.alloc(32) })).toBe(false);
    expect(signer.verify('head', { ...signed, at: new Date(0) })).toBe(false);
    expect(signer.verify('head', { ...signed, signature: Buffer.alloc(64) })).toBe(false);
    expect(signer.verify('head', { ...signed, signature: Buffer.alloc(0) })).toBe(false);
  });

  it('has the same key in every process and another one per master key', () => {
    expect(new ChainSigner(MasterKey.of(OLD)).verify('head', signed)).toBe(true);
    expect(new ChainSigner(MasterKey.of(NEW)).verify('head', signed)).toBe(false);
  });

  it('still verifies what a former master key version signed', () => {
    const rotated = new ChainSigner(
      MasterKey.ofVersions([
        [1, OLD],
        [2, NEW],
      ]),
    );
    expect(rotated.verify('head', signed)).toBe(true);
    expect(rotated.sign('head', link).keyId).toMatch(/^2-/);
    expect(signer.verify('head', rotated.sign('head', link))).toBe(false);
  });

  it('verifies what a version signed that is gone, on the word of its successor only', () => {
    const both = new ChainSigner(
      MasterKey.ofVersions([
        [1, OLD],
        [2, NEW],
      ]),
    );
    const endorsement = both.endorsements().find(({ keyId }) => keyId === signed.keyId)!;
    const later = new ChainSigner(MasterKey.of(NEW, 2));
    expect(later.verify('head', signed)).toBe(false);
    expect(later.trust({ ...endorsement, keyId: '1-other' })).toBe(false);
    expect(later.trust({ ...endorsement, signature: Buffer.alloc(64) })).toBe(false);
    expect(later.trust({ ...endorsement, endorsedBy: signed.keyId })).toBe(false);
    expect(later.verify('head', signed)).toBe(false);
    expect(later.trust(endorsement)).toBe(true);
    expect(later.verify('head', signed)).toBe(true);
    expect(later.verify('head', { ...signed, position: 6 })).toBe(false);

    const much = new ChainSigner(
      MasterKey.ofVersions([
        [2, NEW],
        [3, Buffer.alloc(32, 3)],
      ]),
    );
    expect(much.trust(endorsement)).toBe(true);
    expect(much.endorsements().map(({ keyId }) => keyId.slice(0, 2))).toEqual(['2-', '3-', '1-']);
  });

  it('lets a third party check with the public key alone', () => {
    const pem = signer.publicKeys[signed.keyId] ?? '';
    const text = JSON.stringify([
      'switchyard-audit',
      'head',
      5,
      link.hash.toString('hex'),
      signed.keyId,
      link.at.toISOString(),
    ]);
    expect(verify(null, Buffer.from(text), createPublicKey(pem), signed.signature)).toBe(true);
  });
});
