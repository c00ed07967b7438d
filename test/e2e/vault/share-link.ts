import { createDecipheriv, hkdfSync } from 'node:crypto';

export interface ShareLink {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: string;
}

/** What the tests look at of rows of the audit log. */
export interface ShareAuditRow {
  readonly actor_login: string | null;
  readonly action: string;
  readonly address: string;
  readonly before: { sharedBy?: string } | null;
  readonly after: { fieldId?: string; shareId?: string; reason?: string; note?: string } | null;
}

const derive = ({ id, url }: ShareLink, purpose: string): Buffer => {
  const secret = Buffer.from(new URL(url).hash.slice(1), 'base64url');
  return Buffer.from(hkdfSync('sha256', secret, id, `switchyard share ${purpose}`, 32));
};

/** As the written contract describes it. */
export const tokenOf = (link: ShareLink): string => derive(link, 'token').toString('base64url');

export function decrypted(link: ShareLink, answer: { nonce: string; ciphertext: string }): unknown {
  const nonce = Buffer.from(answer.nonce, 'base64url');
  const bytes = Buffer.from(answer.ciphertext, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', derive(link, 'key'), nonce)
    .setAAD(Buffer.from(link.id))
    .setAuthTag(bytes.subarray(-16));
  const plain = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
  return JSON.parse(plain.toString('utf8'));
}
