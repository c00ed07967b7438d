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

/** A public key that another key answers for. */
export interface Endorsement {
  keyId: string;
  /** DER in base64. */
  publicKey: string;
  endorsedBy: string;
  signature: Buffer;
}

const PURPOSE = 'audit-chain';
/** An Ed25519 seed in PKCS #8 (RFC 8410) is this prefix and the 32 bytes. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Signs links of the chain with Ed25519. The private key is derived from the master key and stored nowhere: whoever has
 * only the database can neither sign nor exchange the key, every process has the same one without coordination, and,
 * unlike with an HMAC, an auditor can check an exported chain with the public key alone. Each master key version has
 * its own pair; all of them verify, the newest signs. The public halves of versions that were taken away verify too, when
 * a version that is still there has signed them ({@link trust}).
 */
@Injectable()
export class ChainSigner {
  readonly #keys: ReadonlyMap<string, SigningKey>;
  readonly #current: SigningKey;
  /** Public keys of versions that are no longer configured. */
  readonly #former = new Map<string, KeyObject>();

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

  /** False for a changed link, another role, and a key that belongs to no known master key version. */
  verify(role: LinkRole, link: SignedLink): boolean {
    const key = this.#publicKey(link.keyId);
    return key !== undefined && verify(null, signedText(role, link), key, link.signature);
  }

  /** The newest key's word for every key that verifies, to be kept beside the chain. */
  endorsements(): Endorsement[] {
    const endorsedBy = this.#current.id;
    return [...this.#publicKeys()].map(([keyId, key]) => {
      const publicKey = key.export({ type: 'spki', format: 'der' }).toString('base64');
      return {
        keyId,
        publicKey,
        endorsedBy,
        signature: sign(null, endorsedText(keyId, publicKey), this.#current.privateKey),
      };
    });
  }

  /** Verifies with a former key from now on. False when no configured key stands for it. */
  trust({ keyId, publicKey, endorsedBy, signature }: Endorsement): boolean {
    const endorser = this.#keys.get(endorsedBy);
    if (!endorser || !verify(null, endorsedText(keyId, publicKey), endorser.publicKey, signature)) return false;
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    if (!this.#keys.has(keyId)) this.#former.set(keyId, key);
    return true;
  }

  /** The public keys by id, in PEM, for a check outside the product. */
  get publicKeys(): Record<string, string> {
    return Object.fromEntries(
      [...this.#publicKeys()].map(([id, key]) => [id, String(key.export({ type: 'spki', format: 'pem' }))]),
    );
  }

  #publicKey(id: string): KeyObject | undefined {
    return this.#keys.get(id)?.publicKey ?? this.#former.get(id);
  }

  #publicKeys(): Map<string, KeyObject> {
    return new Map([...[...this.#keys.values()].map(({ id, publicKey }) => [id, publicKey] as const), ...this.#former]);
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

const endorsedText = (keyId: string, publicKey: string): Buffer =>
  Buffer.from(JSON.stringify(['switchyard-audit', 'key', keyId, publicKey]));
