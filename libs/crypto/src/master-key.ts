import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { isCode } from './node-error';

const KEY_BYTES = 32;
const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;
const VERSIONED = /^([1-9]\d{0,5}):(.+)$/;
const REDACTED = '[MasterKey]';

export interface MasterKeyOptions {
  /** The value of `SWITCHYARD_MASTER_KEY`; see {@link MasterKey.parse}. */
  text?: string;
  /** Where `master.key` is kept when `text` is absent. */
  dataDir: string;
  /** Production: `text` must be given, nothing is read from or written to `dataDir`. */
  required?: boolean;
}

/**
 * The root of everything encrypted at rest: one 32-byte key per version. The highest version seals, every version
 * opens. It has no printable form: JSON, string conversion and `util.inspect` give a constant.
 */
export class MasterKey {
  readonly #keys: ReadonlyMap<number, Buffer>;
  /** The version that new secrets are sealed with. */
  readonly currentVersion: number;

  private constructor(keys: ReadonlyMap<number, Buffer>) {
    this.#keys = keys;
    this.currentVersion = Math.max(...keys.keys());
  }

  /** Wraps one raw key of 32 bytes. */
  static of(key: Buffer, version = 1): MasterKey {
    return MasterKey.ofVersions([[version, key]]);
  }

  /** Wraps several raw keys, for a rotation: `[[1, old], [2, new]]`. */
  static ofVersions(entries: Iterable<readonly [version: number, key: Buffer]>): MasterKey {
    const keys = new Map<number, Buffer>();
    for (const [version, key] of entries) {
      if (!Number.isSafeInteger(version) || version < 1) throw new Error('A master key version is a positive integer');
      if (key.length !== KEY_BYTES) throw new Error(`A master key has ${KEY_BYTES} bytes`);
      if (keys.has(version)) throw new Error(`Master key version ${version} is given twice`);
      keys.set(version, Buffer.from(key));
    }
    if (keys.size === 0) throw new Error('No master key is given');
    return new MasterKey(keys);
  }

  /**
   * Reads 32 bytes as base64, base64url or hex (version 1), or for a rotation a comma-separated list such as
   * `1:<old key>,2:<new key>`. The message of an error never repeats the text.
   */
  static parse(text: string): MasterKey {
    return MasterKey.ofVersions(
      text
        .trim()
        .split(/\s*,\s*/)
        .map(parseEntry),
    );
  }

  /** Reads the configured key, or else the one in `dataDir`, generating it there on first start (mode 0600). */
  static async load({ text, dataDir, required = false }: MasterKeyOptions): Promise<MasterKey> {
    if (text?.trim()) return MasterKey.parse(text);
    if (required) throw new Error('SWITCHYARD_MASTER_KEY is required');
    const path = join(dataDir, 'master.key');
    return (await readKeyFile(path)) ?? (await generateKeyFile(path));
  }

  /** Versions that can open, oldest first. */
  get versions(): number[] {
    return [...this.#keys.keys()].sort((a, b) => a - b);
  }

  /** The raw key of a version, or undefined for one that is not configured. */
  bytes(version = this.currentVersion): Buffer | undefined {
    return this.#keys.get(version);
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}

function parseEntry(entry: string): [number, Buffer] {
  const [, version = '1', key = entry] = VERSIONED.exec(entry) ?? [];
  return [Number(version), decodeKey(key)];
}

function decodeKey(text: string): Buffer {
  if (HEX.test(text)) return Buffer.from(text, 'hex');
  if (BASE64.test(text)) return Buffer.from(text, 'base64');
  throw new Error(`A master key must be ${KEY_BYTES} bytes in base64 or hex`);
}

async function readKeyFile(path: string): Promise<MasterKey | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    // A restored backup or a copied folder may have lost the mode.
    await chmod(path, 0o600);
    return MasterKey.parse(text);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Processes may start together: the file appears whole by `link`, and whoever comes second reads the first one's key. */
async function generateKeyFile(path: string): Promise<MasterKey> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await file.sync();
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
  const key = await readKeyFile(path);
  if (!key) throw new Error('The generated master key could not be read back');
  return key;
}
