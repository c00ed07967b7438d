import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { CryptoError } from './crypto.errors';
import { deriveKey } from './derive-key';
import { MasterKey } from './master-key';

const PREFIX = 'ENC:';
const PURPOSE = 'enc-format';
const SALT_BYTES = 64;
const IV_BYTES = 16;
const TAG_BYTES = 16;
const HEADER_BYTES = SALT_BYTES + IV_BYTES + TAG_BYTES;
const ITERATIONS = 2145;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

const stretch = promisify(pbkdf2);

/**
 * Liberty's encrypted text: `ENC:` + base64 of `salt[64] | iv[16] | tag[16] | ciphertext`, AES-256-GCM, key by
 * PBKDF2-HMAC-SHA512 (2145 rounds) of the master text. Nothing of the record is authenticated, so the product's own
 * secrets use {@link SecretBox} instead.
 */
@Injectable()
export class EncFormat {
  readonly #masterKey: string;
  readonly #formerKeys: readonly string[];

  /** `formerKeys` can still decrypt. */
  constructor(masterKey: string, formerKeys: readonly string[] = []) {
    this.#masterKey = masterKey;
    this.#formerKeys = formerKeys;
  }

  /** The format over a key derived for this purpose alone, one per master key version. */
  static fromMasterKey(masterKey: MasterKey): EncFormat {
    const [current, ...former] = masterKey.versions
      .reverse()
      .map((version) => deriveKey(masterKey, PURPOSE, version).toString('base64url'));
    if (!current) throw CryptoError.unreadable();
    return new EncFormat(current, former);
  }

  /** True for text that claims to be encrypted. */
  static isEncrypted(text: string): boolean {
    return text.startsWith(PREFIX);
  }

  /** Encrypts any text, also one that starts with `ENC:`: a caller that keeps such text asks {@link isEncrypted} first. */
  async encrypt(plain: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const iv = randomBytes(IV_BYTES);
    const key = await deriveTextKey(this.#masterKey, salt);
    const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return PREFIX + Buffer.concat([salt, iv, cipher.getAuthTag(), body]).toString('base64');
  }

  /** Throws `crypto.notEncrypted` for anything that was not made by {@link encrypt} under a known key. */
  async decrypt(encrypted: string): Promise<string> {
    const box = parse(encrypted);
    for (const masterKey of [this.#masterKey, ...this.#formerKeys]) {
      const plain = await decryptBox(masterKey, box);
      if (plain !== undefined) return plain;
    }
    throw CryptoError.notEncrypted();
  }
}

const deriveTextKey = (masterKey: string, salt: Buffer): Promise<Buffer> =>
  stretch(masterKey, salt, ITERATIONS, 32, 'sha512');

function parse(encrypted: string): Buffer {
  const text = EncFormat.isEncrypted(encrypted) ? encrypted.slice(PREFIX.length) : '';
  const box = BASE64.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if (box.length < HEADER_BYTES || box.toString('base64') !== text) throw CryptoError.notEncrypted();
  return box;
}

async function decryptBox(masterKey: string, box: Buffer): Promise<string | undefined> {
  const key = await deriveTextKey(masterKey, box.subarray(0, SALT_BYTES));
  const iv = box.subarray(SALT_BYTES, SALT_BYTES + IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(box.subarray(SALT_BYTES + IV_BYTES, HEADER_BYTES));
  const body = decipher.update(box.subarray(HEADER_BYTES));
  try {
    return Buffer.concat([body, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
