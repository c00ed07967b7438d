import { hkdfSync } from 'node:crypto';
import { CryptoError } from './crypto.errors';
import { MasterKey } from './master-key';

/**
 * An independent 32-byte key for one purpose (`secret-box`, `enc-format`): HKDF-SHA256 of one master key version,
 * without salt, the purpose as info. Throws `crypto.unreadable` when the version is not configured.
 */
export function deriveKey(masterKey: MasterKey, purpose: string, version = masterKey.currentVersion): Buffer {
  const key = masterKey.bytes(version);
  if (!key) throw CryptoError.unreadable();
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `switchyard/${purpose}`, 32));
}
