import type * as Contract from '@contract/ecoflow';
import type { AuditRow } from '@app/audit';
import { assertSame, Choice, Integer, ListOf, Text } from '@app/contract';
import { invalidField, type Page } from '@app/kernel';
import { recordId } from './record-id';

const TYPES = ['Info', 'Warning', 'Error'] as const;
const TYPE_OF = { info: 'Info', warning: 'Warning', error: 'Error' } as const;
/** Whom the original names when nobody was signed in. */
const NOBODY = 'SYSTEM_LOG';
const MAX_PAGE = 1_000_000;

export class EcoflowAuditLogDto implements Contract.EcoflowAuditLog {
  @Text()
  _id: string;

  @Text({ pattern: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, description: 'Moment in UTC, `YYYY-MM-DD HH:mm:ss`.' })
  timeSpan: string;

  @Text()
  message: string;

  @Choice(TYPES)
  type: (typeof TYPES)[number];

  @Text({ description: 'Login name of the user who acted; `SYSTEM_LOG` when nobody was signed in.' })
  userID: string;
}

export class EcoflowAuditLogPageDto implements Contract.EcoflowAuditLogPage {
  @Integer({ description: 'Records of the whole log.' })
  totalDocs: number;

  @ListOf(() => EcoflowAuditLogDto, { max: 100, description: 'Newest first, 100 to a page.' })
  logs: EcoflowAuditLogDto[];
}

assertSame<EcoflowAuditLogDto, Contract.EcoflowAuditLog>();
assertSame<EcoflowAuditLogPageDto, Contract.EcoflowAuditLogPage>();

/** The path parameter, as it is documented. */
export const pageSchema = { type: 'integer', minimum: 1, maximum: MAX_PAGE };

/** @throws 400 for anything but a number from 1 to a million */
export function readPage(text: string): number {
  const page = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : Infinity;
  if (page > MAX_PAGE) throw invalidField(['params', 'page'], `page must be a whole number from 1 to ${MAX_PAGE}`);
  return page;
}

export const toEcoflowAuditLogDto = (row: AuditRow): EcoflowAuditLogDto => ({
  _id: recordId(row),
  timeSpan: row.at.toISOString().slice(0, 19).replace('T', ' '),
  message: row.message,
  type: TYPE_OF[row.level],
  userID: row.actor_login ?? NOBODY,
});

/** Its clients divide by `totalDocs`, which is never zero in the original. */
export const toEcoflowAuditLogPageDto = ({ items, total }: Page<AuditRow>): EcoflowAuditLogPageDto => ({
  totalDocs: Math.max(total, 1),
  logs: items.map(toEcoflowAuditLogDto),
});
