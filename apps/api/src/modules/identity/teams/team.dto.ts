import type * as Contract from '@contract/flowfuse';
import { assertSame, Choice, Flag, Integer, ListOf, Moment, Nested, Text } from '@app/contract';
import { avatarOf } from './avatar';
import { TEAM_ROLES, type TeamRole } from './team-role';
import { teamTypeOf } from './team-types';
import type { CountedTeamRow, OwnTeamRow, TeamRow } from './teams.repository';
import type { TeamList } from './teams.service';

const MAX_NAME = 100;
const name = { max: MAX_NAME, description: 'Without `://`.' };
const slug = { max: MAX_NAME, pattern: /^[A-Za-z0-9_-]*$/, optional: true };

export class FlowfuseStatusDto implements Contract.FlowfuseStatus {
  @Choice(['okay'])
  status: 'okay';
}

export class FlowfuseLinksDto implements Contract.FlowfuseLinks {
  @Text({ format: 'uri', description: 'Absolute address of the object.' })
  self: string;
}

export class FlowfuseListMetaDto implements Contract.FlowfuseListMeta {
  @Text({ optional: true, description: 'Pass it as `cursor` for what follows; absent at the end.' })
  next_cursor?: string;
}

class FlowfuseTeamTypeDto implements Contract.FlowfuseTeamType {
  @Text()
  id: string;

  @Text()
  name: string;

  @Flag()
  active: boolean;
}

export class FlowfuseTeamSummaryDto implements Contract.FlowfuseTeamSummary {
  @Text()
  id: string;

  @Text()
  name: string;

  @Text()
  slug: string;

  @Text({ description: 'Address of a picture that needs no other origin, such as a `data:` URI.' })
  avatar: string;

  @Flag()
  suspended: boolean;

  @Nested(() => FlowfuseLinksDto)
  links: FlowfuseLinksDto;
}

/** What every answer about a whole team has; instances and devices are counted once there are any. */
class CountedTeamDto extends FlowfuseTeamSummaryDto {
  @Nested(() => FlowfuseTeamTypeDto)
  type: FlowfuseTeamTypeDto;

  @Integer({ min: 0 })
  instanceCount: number;

  @Integer({ min: 0 })
  deviceCount: number;

  @Integer({ min: 0 })
  memberCount: number;
}

export class FlowfuseUserTeamDto extends CountedTeamDto implements Contract.FlowfuseUserTeam {
  @Choice(TEAM_ROLES, { description: '5 dashboard, 10 viewer, 30 member, 50 owner.' })
  role: TeamRole;
}

export class FlowfuseUserTeamListDto implements Contract.FlowfuseUserTeamList {
  @Nested(() => FlowfuseListMetaDto)
  meta: FlowfuseListMetaDto;

  @Integer({ min: 0 })
  count: number;

  @ListOf(() => FlowfuseUserTeamDto)
  teams: FlowfuseUserTeamDto[];
}

export class FlowfuseTeamDto extends CountedTeamDto implements Contract.FlowfuseTeam {
  @Moment()
  createdAt: string;

  @Moment()
  updatedAt: string;
}

export class FlowfuseTeamListDto implements Contract.FlowfuseTeamList {
  @Nested(() => FlowfuseListMetaDto)
  meta: FlowfuseListMetaDto;

  @Integer({ min: 0 })
  count: number;

  @ListOf(() => FlowfuseTeamDto)
  teams: FlowfuseTeamDto[];
}

export class FlowfuseTeamListQueryDto {
  @Integer({ optional: true, min: 1, max: 1000, description: 'Teams per answer; 1000 when absent.' })
  limit?: number;

  @Text({
    optional: true,
    min: 1,
    max: 64,
    pattern: /^[A-Za-z0-9_-]+$/,
    description: 'The `next_cursor` of the answer before.',
  })
  cursor?: string;

  @Text({ optional: true, max: MAX_NAME, description: 'Part of the name, in any case.' })
  query?: string;
}

export class FlowfuseTeamCreateDto implements Contract.FlowfuseTeamCreate {
  @Text({ ...name, min: 1 })
  name: string;

  @Text({ ...slug, description: 'Lower-cased; made of the name when absent or empty. `create` is reserved.' })
  slug?: string;

  @Text({ optional: true, max: 64, description: 'Id of an active team type; the only one when absent.' })
  type?: string;
}

export class FlowfuseTeamUpdateDto implements Contract.FlowfuseTeamUpdate {
  @Text({ ...name, optional: true })
  name?: string;

  @Text({ ...slug, description: 'Lower-cased. `create` is reserved.' })
  slug?: string;
}

export class FlowfuseSlugCheckDto implements Contract.FlowfuseSlugCheck {
  @Text({ min: 1, max: MAX_NAME, pattern: /^[A-Za-z0-9_-]+$/ })
  slug: string;
}

assertSame<FlowfuseStatusDto, Contract.FlowfuseStatus>();
assertSame<FlowfuseTeamSummaryDto, Contract.FlowfuseTeamSummary>();
assertSame<FlowfuseUserTeamListDto, Contract.FlowfuseUserTeamList>();
assertSame<FlowfuseTeamListDto, Contract.FlowfuseTeamList>();
assertSame<FlowfuseTeamCreateDto, Contract.FlowfuseTeamCreate>();
assertSame<FlowfuseTeamUpdateDto, Contract.FlowfuseTeamUpdate>();
assertSame<FlowfuseSlugCheckDto, Contract.FlowfuseSlugCheck>();

type CountedTeam = Omit<Contract.FlowfuseTeam, 'createdAt' | 'updatedAt'>;
type Summary = Pick<CountedTeamRow, 'id' | 'name' | 'slug' | 'suspended'>;

export const done = (): FlowfuseStatusDto => ({ status: 'okay' });

/** @param publicUrl base of the links */
export const toFlowfuseTeamSummaryDto = (
  { id, name, slug, suspended }: Summary,
  publicUrl: string,
): Contract.FlowfuseTeamSummary => ({
  id,
  name,
  slug,
  avatar: avatarOf(name),
  suspended,
  links: { self: `${publicUrl}/api/v1/teams/${id}` },
});

const toCountedTeam = (team: CountedTeamRow, publicUrl: string): CountedTeam => ({
  ...toFlowfuseTeamSummaryDto(team, publicUrl),
  type: teamTypeOf(team.type),
  instanceCount: 0,
  deviceCount: 0,
  memberCount: team.memberCount,
});

export const toFlowfuseTeamDto = (team: TeamRow, publicUrl: string): FlowfuseTeamDto => ({
  ...toCountedTeam(team, publicUrl),
  createdAt: team.createdAt,
  updatedAt: team.updatedAt,
});

export const toFlowfuseTeamListDto = (
  { items, total, nextCursor }: TeamList,
  publicUrl: string,
): FlowfuseTeamListDto => ({
  meta: nextCursor === null ? {} : { next_cursor: nextCursor },
  count: total,
  teams: items.map((team) => toFlowfuseTeamDto(team, publicUrl)),
});

export const toFlowfuseUserTeamListDto = (
  teams: readonly OwnTeamRow[],
  publicUrl: string,
): FlowfuseUserTeamListDto => ({
  meta: {},
  count: teams.length,
  teams: teams.map((team) => ({ ...toCountedTeam(team, publicUrl), role: team.role })),
});
