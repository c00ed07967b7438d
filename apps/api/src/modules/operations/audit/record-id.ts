import type { AuditRow } from '@app/audit';

const BASE = 36;
const TIME_DIGITS = 8;
const SEQUENCE_DIGITS = 16;

/** The identifier of a record, in the shape of every other: a cuid made of its moment and its sequence. */
export const recordId = ({ at, seq }: Pick<AuditRow, 'at' | 'seq'>): string =>
  `c${at.getTime().toString(BASE).padStart(TIME_DIGITS, '0')}${BigInt(seq).toString(BASE).padStart(SEQUENCE_DIGITS, '0')}`;
