import { createHash, randomBytes } from 'node:crypto';

/** A new unguessable token: `bytes` random bytes as unpadded base64url (43 characters for 32 bytes). */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** The form in which a random token is stored and looked up: SHA-256, 32 bytes. Only for high-entropy tokens, never passwords. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();
