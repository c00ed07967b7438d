import { MasterKey, deriveKey } from '@app/crypto';
import { Injectable } from '@nestjs/common';
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { SignedLink } from './chain-report';

/** The head and a checkpoint at the same position have different signatures, so an old checkpoint cannot pose as the head. */
export type LinkRole = 'head' | 'checkpoint';

interface SigningKey {
  id: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const PURPOSE = 'audit-chain';
/** An Ed25519 seed in PKCS #8 (RFC 8410) is this prefix and the 32 bytes. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Signs links of the chain with Ed25519. The private key is derived from the master key and stored nowhere: whoever has
 * only the database can neither sign nor exchange the key, every process has the same one without coordination, and,
 * unlike with an HMAC, an auditor can check an exported chain with the public key alone. Each master key version has
 * its own pair; all of them verify, the newest signs.
 */
@Injectable()
export class ChainSigner {
  readonly #keys: ReadonlyMap<string, SigningKey>;
  readonly #current: SigningKey;

  constructor(masterKey: MasterKey) {
    this.#current = signingKey(masterKey, masterKey.currentVersion);
    const keys = masterKey.versions.map((version) => signingKey(masterKey, version));
    this.#keys = new Map(keys.map((key) => [key.id, key]));
  }

  sign(role: LinkRole, link: Pick<SignedLink, 'position' | 'hash' | 'at'>): SignedLink {
    const { id, privateKey } = this.#current;
    const signature = sign(null, signedText(role, { ...link, keyId: id }), privateKey);
    return { ...link, keyId: id, signature };
  }

  /** False for a changed link, another role, and a key that belongs to no configured master key version. */
  verify(role: LinkRole, link: SignedLink): boolean {
    const key = this.#keys.get(link.keyId);
    return key !== undefined && verify(null, signedText(role, link), key.publicKey, link.signature);
  }

  /** The public keys by id, in PEM, for a check outside the product. */
  get publicKeys(): Record<string, string> {
    const keys = [...this.#keys.values()];
    return Object.fromEntries(
      keys.map(({ id, publicKey }) => [id, String(publicKey.export({ type: 'spki', format: 'pem' }))]),
    );
  }
}

function signingKey(masterKey: MasterKey, version: number): SigningKey {
  const seed = deriveKey(masterKey, PURPOSE, version);
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const print = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  return { id: `${version}-${print.slice(0, 16)}`, privateKey, publicKey };
}

const signedText = (role: LinkRole, { position, hash, keyId, at }: Omit<SignedLink, 'signature'>): Buffer =>
  Buffer.from(JSON.stringify(['switchyard-audit', role, position, hash.toString('hex'), keyId, at.toISOString()]));
