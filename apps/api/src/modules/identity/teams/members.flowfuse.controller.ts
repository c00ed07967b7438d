import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { one, Route, signedIn, SurfaceController, surfaces, type ConditionalAccess } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import {
  FlowfuseMemberListDto,
  FlowfuseMembershipDto,
  FlowfuseMemberUpdateDto,
  toFlowfuseMemberListDto,
  toFlowfuseMembershipDto,
} from './member.dto';
import { MembersService } from './members.service';
import { done, FlowfuseStatusDto } from './team.dto';
import { TeamError } from './teams.errors';
import { TeamPermission } from './teams.permissions';

const removesAnother: ConditionalAccess = {
  when: 'params.userId names another user',
  nodes: [TeamPermission.removeMember],
  applies: ({ params, principal }) => params.userId !== principal.userId,
};

@SurfaceController(surfaces.flowfuse, { path: 'teams/:teamId', name: 'members', tag: 'Team Members' })
export class MembersFlowfuseController {
  constructor(private readonly members: MembersService) {}

  @Route({
    get: 'user',
    access: [TeamPermission.read],
    returns: one(FlowfuseMembershipDto),
    errors: [TeamError.notFound],
    summary: "The caller's own role in a team",
  })
  fetchOwn(@CurrentActor() actor: SignedInActor, @Param('teamId') teamId: string) {
    return this.members.ownRole(actor, teamId).then(toFlowfuseMembershipDto);
  }

  @Route({
    get: 'members',
    access: [TeamPermission.read],
    returns: one(FlowfuseMemberListDto),
    errors: [TeamError.notFound],
    summary: 'List the members of a team',
    description: 'Viewers of the team and above.',
  })
  list(@CurrentActor() actor: SignedInActor, @Param('teamId') teamId: string) {
    return this.members.list(actor, teamId).then(toFlowfuseMemberListDto);
  }

  @Route({
    put: 'members/:userId',
    access: [TeamPermission.updateMember],
    returns: one(FlowfuseStatusDto),
    errors: [TeamError.notFound],
    summary: "Change a member's role",
    description: 'Owners of the team only; the last owner stays owner (403).',
  })
  update(
    @CurrentActor() actor: SignedInActor,
    @Param('teamId') teamId: string,
    @Param('userId') userId: string,
    @Body() { role }: FlowfuseMemberUpdateDto,
  ) {
    return this.members.setRole(actor, teamId, userId, role).then(done);
  }

  @Route({
    delete: 'members/:userId',
    access: signedIn,
    when: [removesAnother],
    returns: one(FlowfuseStatusDto),
    errors: [TeamError.notFound],
    summary: 'Remove a member, or leave the team',
    description: 'Owners of the team may remove others; the last owner cannot leave (400).',
  })
  remove(@CurrentActor() actor: SignedInActor, @Param('teamId') teamId: string, @Param('userId') userId: string) {
    return this.members.remove(actor, teamId, userId).then(done);
  }
}
