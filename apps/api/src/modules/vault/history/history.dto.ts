import type * as Contract from '@contract/optima';
import { assertSame, Flag, Integer, Moment, Nested, Text } from '@app/contract';
import type { HistoryQuery } from './history.service';
import type { VersionRow } from './history.repository';

export class HistoryQueryDto implements HistoryQuery {
  @Integer({ optional: true, min: 1, max: 1_000_000, description: '1-based; 1 when left out.' })
  page?: number;

  @Integer({ optional: true, min: 1, max: 500, description: 'Records per page; 30 when left out.' })
  rpp?: number;

  @Text({ optional: true, min: 1, max: 64, description: 'Only the versions of this field.' })
  fieldId?: string;
}

export class VersionAuthorDto implements Contract.VersionAuthor {
  @Text()
  id: string;

  @Text({ description: 'As it was then.' })
  login: string;
}

export class SecureValueVersionDto implements Contract.SecureValueVersion {
  @Text()
  id: string;

  @Text()
  fieldId: string;

  @Nested(() => VersionAuthorDto, { nullable: true, description: 'Who set the value; null for the system.' })
  author: VersionAuthorDto | null;

  @Moment()
  createdAt: string;

  @Moment({
    nullable: true,
    description: 'When another value took its place, or none did; null for the current one.',
  })
  supersededAt: string | null;

  @Flag()
  current: boolean;
}

export class RevealedVersionDto implements Contract.RevealedVersion {
  @Text()
  id: string;

  @Text()
  fieldId: string;

  @Text()
  value: string;
}

assertSame<VersionAuthorDto, Contract.VersionAuthor>();
assertSame<SecureValueVersionDto, Contract.SecureValueVersion>();
assertSame<RevealedVersionDto, Contract.RevealedVersion>();

export const toSecureValueVersionDto = (row: VersionRow): SecureValueVersionDto => ({
  id: row.id,
  fieldId: row.fieldId,
  author: row.authorId === null ? null : { id: row.authorId, login: row.authorLogin ?? '' },
  createdAt: row.createdAt.toISOString(),
  supersededAt: row.supersededAt?.toISOString() ?? null,
  current: row.supersededAt === null,
});
