import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const KEY_BYTES = 32;

/** What follows from the secret of a link, and for its own share only. Neither leads to the other or to the secret. */
export interface ShareKeys {
  /** Shown to the server to open the share. */
  readonly token: string;
  /** Decrypts what it answers; never shown to the server again. */
  readonly key: Buffer;
}

/** The browser derives the same, see `browser/share-page.js`. @param secret base64url, from the fragment of a link */
export function shareKeys(secret: string, id: string): ShareKeys {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64url'), id, `switchyard share ${purpose}`, KEY_BYTES));
  return { token: derive('token').toString('base64url'), key: derive('key') };
}

/** AES-256-GCM as WebCrypto reads it: `nonce[12] | ciphertext | tag[16]`, bound to the share's id. */
export function encryptContent(content: object, key: Buffer, id: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id));
  return Buffer.concat([nonce, cipher.update(JSON.stringify(content), 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

export interface EncryptedContent {
  readonly nonce: string;
  readonly ciphertext: string;
}

/** Both parts of {@link encryptContent} as base64url. */
export const partsOf = (encrypted: Buffer): EncryptedContent => ({
  nonce: encrypted.subarray(0, NONCE_BYTES).toString('base64url'),
  ciphertext: encrypted.subarray(NONCE_BYTES).toString('base64url'),
});
