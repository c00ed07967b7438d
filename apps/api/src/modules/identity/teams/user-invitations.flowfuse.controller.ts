import { Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { one, Route, signedIn, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import { AppConfig } from '../../../config';
import { FlowfuseInvitationListDto, toFlowfuseInvitationListDto } from './invitation.dto';
import { ReceivedInvitationsService } from './received-invitations.service';
import { done, FlowfuseStatusDto } from './team.dto';
import { InvitationError } from './teams.errors';

@SurfaceController(surfaces.flowfuse, { path: 'user/invitations', name: 'userInvitations', tag: 'Team Invitations' })
export class UserInvitationsFlowfuseController {
  constructor(
    private readonly invitations: ReceivedInvitationsService,
    private readonly config: AppConfig,
  ) {}

  @Route({
    get: '',
    access: signedIn,
    returns: one(FlowfuseInvitationListDto),
    summary: 'List invitations to the caller',
  })
  list(@CurrentActor() actor: SignedInActor) {
    return this.invitations
      .list(actor)
      .then((invitations) => toFlowfuseInvitationListDto(invitations, this.config.publicUrl));
  }

  @Route({
    patch: ':id',
    access: signedIn,
    returns: one(FlowfuseStatusDto),
    errors: [InvitationError.notFound],
    summary: 'Accept an invitation',
  })
  accept(@CurrentActor() actor: SignedInActor, @Param('id') id: string) {
    return this.invitations.accept(actor, id).then(done);
  }

  @Route({
    delete: ':id',
    access: signedIn,
    returns: one(FlowfuseStatusDto),
    errors: [InvitationError.notFound],
    summary: 'Reject an invitation',
  })
  reject(@CurrentActor() actor: SignedInActor, @Param('id') id: string) {
    return this.invitations.reject(actor, id).then(done);
  }
}
