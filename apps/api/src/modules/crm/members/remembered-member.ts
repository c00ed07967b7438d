import type { MemberRecord } from './members.repository';

/** A notice of a change may get lost between processes; nothing is remembered longer. */
export const FRESH_MS = 10 * 60_000;
export const MOST_REMEMBERED = 10_000;

export interface RememberedMember {
  /** Null for an identifier of nobody, who may come any time and is remembered by the process that asked for them only. */
  readonly member: MemberRecord | null;
  /** When that was found out, in ms since the epoch. */
  readonly at: number;
}
