import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { decryptGcm, encryptGcm } from './aes-gcm';
import { CryptoError } from './crypto.errors';
import { deriveKey } from './derive-key';
import { MasterKey } from './master-key';

/** Where a secret stands. It is authenticated, so a sealed text moved to another place does not open. */
export interface SecretContext {
  table: string;
  record: string;
  field: string;
}

interface SealedParts {
  version: number;
  wrappedKey: Buffer;
  body: Buffer;
}

const FORMAT = 'swx1';
const PURPOSE = 'secret-box';
const SEALED = /^swx1\.([1-9]\d{0,5})\.([A-Za-z0-9_-]{80})\.([A-Za-z0-9_-]{38,})$/;

/**
 * Secrets at rest by envelope encryption: every record has a random AES-256-GCM data key, wrapped by a key derived from
 * the master key. Text form: `swx1.<master key version>.<wrapped data key>.<iv|tag|ciphertext>`, base64url.
 */
@Injectable()
export class SecretBox {
  readonly #wrappingKeys: ReadonlyMap<number, Buffer>;
  readonly #currentVersion: number;

  constructor(masterKey: MasterKey) {
    this.#currentVersion = masterKey.currentVersion;
    this.#wrappingKeys = new Map(
      masterKey.versions.map((version) => [version, deriveKey(masterKey, PURPOSE, version)] as const),
    );
  }

  /** A box over one raw master key of 32 bytes. */
  static fromMasterKey(key: Buffer, version = 1): SecretBox {
    return new SecretBox(MasterKey.of(key, version));
  }

  /** True for text in the sealed form; it says nothing about whether it can be opened. */
  static isSealed(text: string): boolean {
    return SEALED.test(text);
  }

  /** The master key version that a sealed text waits to be opened with. Throws `crypto.unreadable` for other text. */
  static keyVersionOf(sealed: string): number {
    return parse(sealed).version;
  }

  /** Nonce, tag and ciphertext of a sealed text as base64, for showing that something is there. It opens nothing. */
  static ciphertextOf(sealed: string): string {
    return parse(sealed).body.toString('base64');
  }

  seal(plain: string | Buffer, context: SecretContext): string {
    const dataKey = randomBytes(32);
    const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
    const body = encryptGcm(dataKey, bytes, associatedData('data', context));
    return this.#format(this.#wrap(dataKey, context), body);
  }

  /** Throws `crypto.unreadable` for changed or cut text, another context, or an unknown master key version. */
  open(sealed: string, context: SecretContext): Buffer {
    const parts = parse(sealed);
    const dataKey = this.#unwrap(parts, context);
    return readable(() => decryptGcm(dataKey, parts.body, associatedData('data', context)));
  }

  /** {@link open} as UTF-8 text. */
  openText(sealed: string, context: SecretContext): string {
    return this.open(sealed, context).toString('utf8');
  }

  /** Wraps the data key with the newest master key version; the ciphertext stays. Answers current text unchanged. */
  rewrap(sealed: string, context: SecretContext): string {
    const parts = parse(sealed);
    const dataKey = this.#unwrap(parts, context);
    if (parts.version === this.#currentVersion) return sealed;
    return this.#format(this.#wrap(dataKey, context), parts.body);
  }

  /** False when the text still waits for {@link rewrap}. */
  isCurrent(sealed: string): boolean {
    return parse(sealed).version === this.#currentVersion;
  }

  #wrap(dataKey: Buffer, context: SecretContext): Buffer {
    return encryptGcm(this.#wrappingKey(this.#currentVersion), dataKey, associatedData('key', context));
  }

  #unwrap({ version, wrappedKey }: SealedParts, context: SecretContext): Buffer {
    const wrappingKey = this.#wrappingKey(version);
    return readable(() => decryptGcm(wrappingKey, wrappedKey, associatedData('key', context)));
  }

  #wrappingKey(version: number): Buffer {
    const key = this.#wrappingKeys.get(version);
    if (!key) throw CryptoError.unreadable();
    return key;
  }

  #format(wrappedKey: Buffer, body: Buffer): string {
    return [FORMAT, this.#currentVersion, wrappedKey.toString('base64url'), body.toString('base64url')].join('.');
  }
}

/** JSON keeps the parts apart whatever characters they hold; `a|b` + `c` never equals `a` + `b|c`. */
const associatedData = (layer: 'key' | 'data', { table, record, field }: SecretContext): Buffer =>
  Buffer.from(JSON.stringify([FORMAT, layer, table, record, field]), 'utf8');

function parse(sealed: string): SealedParts {
  const [, version, wrappedKey, body] = SEALED.exec(sealed) ?? [];
  if (!version || !wrappedKey || !body) throw CryptoError.unreadable();
  return { version: Number(version), wrappedKey: decode(wrappedKey), body: decode(body) };
}

/** Unused bits of the last base64 character decode to nothing: only the canonical spelling is accepted. */
function decode(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw CryptoError.unreadable();
  return bytes;
}

function readable(decrypt: () => Buffer): Buffer {
  try {
    return decrypt();
  } catch {
    throw CryptoError.unreadable();
  }
}
