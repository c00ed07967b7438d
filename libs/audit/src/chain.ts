import { createHash } from 'node:crypto';
import { momentText } from '@app/database';

/** The row columns that the chain covers, as PostgreSQL prints them: `jsonb` text has one spelling per value. */
export const SEALED_COLUMNS = `log.seq, ${momentText('log.at')} as at,
  log.actor_id, log.actor_login, log.surface, log.action, log.target_type, log.target_id, log.target_name, log.message,
  log.level, log.before::text as before, log.after::text as after, log.request_id, log.address`;

export interface SealedRow {
  seq: string;
  at: string;
  actor_id: string | null;
  actor_login: string | null;
  surface: string;
  action: string;
  target_type: string | null;
  target_id: string | null;
  target_name: string | null;
  message: string;
  level: string;
  before: string | null;
  after: string | null;
  request_id: string;
  address: string;
}

/** What the first link points back to. */
export const GENESIS = createHash('sha256').update('switchyard audit chain, form 1').digest();

/** A row has one canonical text: the JSON of its position and its columns in this order. */
const canonical = (position: number, row: SealedRow): string =>
  JSON.stringify([
    position,
    row.seq,
    row.at,
    row.actor_id,
    row.actor_login,
    row.surface,
    row.action,
    row.target_type,
    row.target_id,
    row.target_name,
    row.message,
    row.level,
    row.before,
    row.after,
    row.request_id,
    row.address,
  ]);

/** The link of a row: SHA-256 over the link before it and the row's canonical text. */
export const linkHash = (previous: Buffer, position: number, row: SealedRow): Buffer =>
  createHash('sha256').update(previous).update(canonical(position, row), 'utf8').digest();
