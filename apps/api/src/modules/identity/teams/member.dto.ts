import type * as Contract from '@contract/flowfuse';
import { assertSame, Choice, Flag, FreeForm, Integer, ListOf, Moment, Text } from '@app/contract';
import { avatarOf } from './avatar';
import type { MemberRow } from './members.repository';
import type { OwnTeam } from './team-access';
import { ADMINISTRATOR_ROLE, TEAM_ROLES, type TeamRole } from './team-role';
import type { UserSummary } from './user-summary';

const exceptions = { type: 'object', additionalProperties: true };
const noExceptions = { description: 'Exceptions from the role; none so far.' };

export class FlowfuseMembershipDto implements Contract.FlowfuseMembership {
  @Choice([...TEAM_ROLES, ADMINISTRATOR_ROLE], {
    description: '5 dashboard, 10 viewer, 30 member, 50 owner; 99 for an administrator of the installation.',
  })
  role: OwnTeam['role'];

  @FreeForm(exceptions, noExceptions)
  permissions: Record<string, unknown>;
}

export class FlowfuseUserSummaryDto implements Contract.FlowfuseUserSummary {
  @Text()
  id: string;

  @Text()
  username: string;

  @Text()
  name: string;

  @Text({ description: 'Address of a picture that needs no other origin, such as a `data:` URI.' })
  avatar: string;

  @Flag({ description: 'Whether the user holds `*`.' })
  admin: boolean;

  @Moment()
  createdAt: string;

  @Flag()
  suspended: boolean;
}

export class FlowfuseMemberDto extends FlowfuseUserSummaryDto implements Contract.FlowfuseMember {
  @Choice(TEAM_ROLES, { description: '5 dashboard, 10 viewer, 30 member, 50 owner.' })
  role: TeamRole;

  @FreeForm(exceptions, noExceptions)
  permissions: Record<string, unknown>;
}

export class FlowfuseMemberListDto implements Contract.FlowfuseMemberList {
  @Integer({ min: 0 })
  count: number;

  @ListOf(() => FlowfuseMemberDto)
  members: FlowfuseMemberDto[];
}

export class FlowfuseMemberUpdateDto implements Contract.FlowfuseMemberUpdate {
  @Choice(TEAM_ROLES, { description: '5 dashboard, 10 viewer, 30 member, 50 owner.' })
  role: TeamRole;
}

assertSame<FlowfuseMembershipDto, Contract.FlowfuseMembership>();
assertSame<FlowfuseUserSummaryDto, Contract.FlowfuseUserSummary>();
assertSame<FlowfuseMemberListDto, Contract.FlowfuseMemberList>();
assertSame<FlowfuseMemberUpdateDto, Contract.FlowfuseMemberUpdate>();

export const toFlowfuseMembershipDto = (role: OwnTeam['role']): FlowfuseMembershipDto => ({ role, permissions: {} });

export const toFlowfuseUserSummaryDto = (user: UserSummary): Contract.FlowfuseUserSummary => ({
  ...user,
  avatar: avatarOf(user.name),
});

export const toFlowfuseMemberListDto = (members: readonly MemberRow[]): FlowfuseMemberListDto => ({
  count: members.length,
  members: members.map(({ user, role }) => ({ ...toFlowfuseUserSummaryDto(user), role, permissions: {} })),
});
