import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { one, Route, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import { AppConfig } from '../../../config';
import {
  FlowfuseInvitationCreateDto,
  FlowfuseInvitationDto,
  FlowfuseInvitationListDto,
  FlowfuseInvitationOutcomeDto,
  toFlowfuseInvitationDto,
  toFlowfuseInvitationListDto,
  toFlowfuseInvitationOutcomeDto,
} from './invitation.dto';
import { InvitationsService } from './invitations.service';
import { done, FlowfuseStatusDto } from './team.dto';
import { InvitationError, TeamError } from './teams.errors';
import { TeamPermission } from './teams.permissions';

@SurfaceController(surfaces.flowfuse, {
  path: 'teams/:teamId/invitations',
  name: 'invitations',
  tag: 'Team Invitations',
})
export class InvitationsFlowfuseController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly config: AppConfig,
  ) {}

  @Route({
    get: '',
    access: [TeamPermission.invite],
    returns: one(FlowfuseInvitationListDto),
    errors: [TeamError.notFound],
    summary: "List a team's open invitations",
    description: 'Owners of the team only.',
  })
  list(@CurrentActor() actor: SignedInActor, @Param('teamId') teamId: string) {
    return this.invitations
      .list(actor, teamId)
      .then((invitations) => toFlowfuseInvitationListDto(invitations, this.config.publicUrl));
  }

  @Route({
    post: '',
    access: [TeamPermission.invite],
    returns: one(FlowfuseInvitationOutcomeDto),
    errors: [TeamError.notFound],
    summary: 'Invite users to a team',
    description:
      'Owners of the team only. An address is invited by the code of an e-mail, also where an account has it. Names and addresses that cannot be invited are reported with 200 and `invitation_failed`; the others are invited all the same. More than five at once are refused with 429 `too_many_invites`.',
  })
  create(
    @CurrentActor() actor: SignedInActor,
    @Param('teamId') teamId: string,
    @Body() { user, role }: FlowfuseInvitationCreateDto,
  ) {
    return this.invitations.create(actor, teamId, user, role).then(toFlowfuseInvitationOutcomeDto);
  }

  @Route({
    post: ':invitationId',
    access: [TeamPermission.invite],
    returns: one(FlowfuseInvitationDto),
    errors: [InvitationError.notFound],
    summary: 'Send an invitation again',
    description: 'Owners of the team only. It runs another seven days from now.',
  })
  resend(
    @CurrentActor() actor: SignedInActor,
    @Param('teamId') teamId: string,
    @Param('invitationId') invitationId: string,
  ) {
    return this.invitations
      .resend(actor, teamId, invitationId)
      .then((invitation) => toFlowfuseInvitationDto(invitation, this.config.publicUrl));
  }

  @Route({
    delete: ':invitationId',
    access: [TeamPermission.invite],
    returns: one(FlowfuseStatusDto),
    errors: [InvitationError.notFound],
    summary: 'Withdraw an invitation',
    description: 'Owners of the team only.',
  })
  withdraw(
    @CurrentActor() actor: SignedInActor,
    @Param('teamId') teamId: string,
    @Param('invitationId') invitationId: string,
  ) {
    return this.invitations.withdraw(actor, teamId, invitationId).then(done);
  }
}
