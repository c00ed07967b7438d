import type * as Contract from '@contract/flowfuse';
import { assertSame, Choice, Flag, Moment, Nested, Text } from '@app/contract';
import type { Principal } from '@app/kernel';
import { avatarOf } from '../teams';
import type { CurrentUser } from './current-user.repository';

/** The same account as Beaver's clients read it. */
export class FlowfuseBeaverProfileDto implements Contract.BeaverUser {
  @Text()
  user_id: string;

  @Text()
  nickname: string;

  @Text()
  email: string;
}

export class FlowfuseCurrentUserDto implements Contract.FlowfuseCurrentUser {
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

  @Text()
  email: string;

  @Flag()
  email_verified: boolean;

  @Text({ nullable: true, description: 'The id of the team joined first.' })
  defaultTeam: string | null;

  @Flag({ description: 'Whether the user signs in at an identity provider.' })
  sso_enabled: boolean;

  @Flag()
  mfa_enabled: boolean;

  @Nested(() => FlowfuseBeaverProfileDto)
  data: FlowfuseBeaverProfileDto;

  @Choice(['Success'])
  status: 'Success';

  @Text({ pattern: /^[A-Za-z0-9-]{1,64}$/ })
  request_id: string;
}

assertSame<FlowfuseCurrentUserDto, Contract.FlowfuseCurrentUser>();

/** The profile that two systems' clients read from one path; the surface adds `status` and `request_id`. */
export const toFlowfuseCurrentUser = (
  user: CurrentUser,
  { permissions }: Principal,
): Omit<FlowfuseCurrentUserDto, 'status' | 'request_id'> => ({
  id: user.id,
  username: user.login,
  name: user.name,
  avatar: avatarOf(user.name),
  admin: permissions.all,
  createdAt: user.createdAt.toISOString(),
  suspended: !user.active,
  email: user.email ?? '',
  // Nothing is sent to verify an address: clients would ask in vain for a link to be clicked.
  email_verified: true,
  defaultTeam: user.firstTeamId,
  sso_enabled: user.withoutPassword,
  mfa_enabled: false,
  data: { user_id: user.id, nickname: user.name, email: user.email ?? '' },
});
