import type * as Contract from '@contract/flowfuse';
import { assertSame, Choice, Flag, FreeForm, Integer, ListOf, Moment, Nested, Text } from '@app/contract';
import type { InvitationRow } from './invitations.repository';
import type { Refusals } from './invitations.service';
import { FlowfuseUserSummaryDto, toFlowfuseUserSummaryDto } from './member.dto';
import { TEAM_ROLES, type TeamRole } from './team-role';
import { FlowfuseTeamSummaryDto, toFlowfuseTeamSummaryDto } from './team.dto';

const absent = { optional: true };
const role = { description: '5 dashboard, 10 viewer, 30 member, 50 owner.' };

/** A user has the keys of a user summary; somebody without an account has `external` and `email`. */
export class FlowfuseInviteeDto implements Contract.FlowfuseInvitee {
  @Text(absent)
  id?: string;

  @Text(absent)
  username?: string;

  @Text(absent)
  name?: string;

  @Text({ ...absent, description: 'Address of a picture that needs no other origin, such as a `data:` URI.' })
  avatar?: string;

  @Flag(absent)
  admin?: boolean;

  @Moment(absent)
  createdAt?: string;

  @Flag(absent)
  suspended?: boolean;

  @Flag(absent)
  external?: boolean;

  @Text(absent)
  email?: string;
}

export class FlowfuseInvitationDto implements Contract.FlowfuseInvitation {
  @Text()
  id: string;

  @Choice(TEAM_ROLES, role)
  role: TeamRole;

  @Moment()
  createdAt: string;

  @Moment()
  expiresAt: string;

  @Moment({ nullable: true, description: 'Null while no e-mail was sent.' })
  sentAt: string | null;

  @Nested(() => FlowfuseTeamSummaryDto)
  team: FlowfuseTeamSummaryDto;

  @Nested(() => FlowfuseUserSummaryDto)
  invitor: FlowfuseUserSummaryDto;

  @Nested(() => FlowfuseInviteeDto)
  invitee: FlowfuseInviteeDto;
}

export class FlowfuseInvitationListDto implements Contract.FlowfuseInvitationList {
  @Integer({ min: 0 })
  count: number;

  @ListOf(() => FlowfuseInvitationDto)
  invitations: FlowfuseInvitationDto[];
}

export class FlowfuseInvitationCreateDto implements Contract.FlowfuseInvitationCreate {
  @Text({ min: 1, max: 1300, description: 'Login names and e-mail addresses, separated by commas, five at most.' })
  user: string;

  @Choice(TEAM_ROLES, { ...role, optional: true })
  role?: TeamRole;
}

/** Either `status`, or `code` and `error`. */
export class FlowfuseInvitationOutcomeDto implements Contract.FlowfuseInvitationOutcome {
  @Choice(['okay'], absent)
  status?: 'okay';

  @Choice(['invitation_failed'], absent)
  code?: 'invitation_failed';

  @FreeForm(
    { type: 'object', additionalProperties: { type: 'string' } },
    { ...absent, description: 'Why, by the name or address that was asked for.' },
  )
  error?: Record<string, string>;
}

assertSame<FlowfuseInviteeDto, Contract.FlowfuseInvitee>();
assertSame<FlowfuseInvitationListDto, Contract.FlowfuseInvitationList>();
assertSame<FlowfuseInvitationCreateDto, Contract.FlowfuseInvitationCreate>();
assertSame<FlowfuseInvitationOutcomeDto, Contract.FlowfuseInvitationOutcome>();

function toInviteeDto({ invitee, address }: InvitationRow): FlowfuseInviteeDto {
  return invitee ? toFlowfuseUserSummaryDto(invitee) : { external: true, email: address ?? '' };
}

/** @param publicUrl base of the links */
export const toFlowfuseInvitationDto = (invitation: InvitationRow, publicUrl: string): FlowfuseInvitationDto => ({
  id: invitation.id,
  role: invitation.role,
  createdAt: invitation.createdAt.toISOString(),
  expiresAt: invitation.expiresAt.toISOString(),
  sentAt: invitation.sentAt?.toISOString() ?? null,
  team: toFlowfuseTeamSummaryDto(invitation.team, publicUrl),
  invitor: toFlowfuseUserSummaryDto(invitation.invitor),
  invitee: toInviteeDto(invitation),
});

export const toFlowfuseInvitationListDto = (
  invitations: readonly InvitationRow[],
  publicUrl: string,
): FlowfuseInvitationListDto => ({
  count: invitations.length,
  invitations: invitations.map((invitation) => toFlowfuseInvitationDto(invitation, publicUrl)),
});

export const toFlowfuseInvitationOutcomeDto = (refusals: Refusals): FlowfuseInvitationOutcomeDto =>
  Object.keys(refusals).length === 0 ? { status: 'okay' } : { code: 'invitation_failed', error: { ...refusals } };
