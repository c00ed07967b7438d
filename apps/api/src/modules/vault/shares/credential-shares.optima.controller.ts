import { Body, Headers, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor, SignedInActor } from '@app/kernel';
import { AppConfig } from '../../../config';
import { CredentialError, CredentialPermission } from '../credential-store';
import { REVEAL_REASON, revealReasonHeader } from '../credential-store';
import {
  CredentialShareCreateDto,
  CredentialShareDto,
  CredentialShareLinkDto,
  toCredentialShareDto,
  toCredentialShareLinkDto,
} from './credential-share.dto';
import { CredentialShareError } from './credential-shares.errors';
import { CredentialSharePermission, SHARING } from './credential-shares.permissions';
import { CredentialSharesService } from './credential-shares.service';

@SurfaceController(surfaces.optima, {
  path: 'credential/credentials/:id/shares',
  name: 'credentialShares',
  tag: 'Credentials',
})
export class CredentialSharesOptimaController {
  constructor(
    private readonly shares: CredentialSharesService,
    private readonly config: AppConfig,
  ) {}

  @Route({
    get: '',
    access: [CredentialPermission.fetch, CredentialSharePermission.share],
    returns: list(CredentialShareDto),
    errors: [CredentialError.notFound],
    summary: 'List the open shares of a credential',
    description:
      'Those that nobody has opened and that have not expired, the newest first, up to 500. Never a link: it is shown once, when the share is made.',
    message: 'Credential Shares Fetched Successfully!',
  })
  list(@Param('id') id: string) {
    return this.shares.list(id).then((shares) => shares.map(toCredentialShareDto));
  }

  @Route({
    post: '',
    access: SHARING,
    returns: one(CredentialShareLinkDto),
    status: 201,
    headers: [revealReasonHeader],
    errors: [CredentialError.notFound],
    summary: 'Share values of a credential by a link that opens once',
    description:
      'Reads the values as `GET /v1/credential/credentials/{id}/secure-values` does: every secure one is a row of the audit log and counts towards the reveals a user has per minute. What is shared is a copy, encrypted under a key that stands in the fragment of the link alone and is not kept. A value in clear is shared only by whoever may see `obj.credential.fields`, else it is refused with 403.',
    message: 'Credential Share Created Successfully!',
  })
  create(
    @CurrentActor() actor: SignedInActor,
    @Param('id') id: string,
    @Body() body: CredentialShareCreateDto,
    @Headers(REVEAL_REASON) why?: string,
  ) {
    return this.shares
      .create(actor, id, body, why)
      .then((share) => toCredentialShareLinkDto(share, this.config.publicUrl));
  }

  @Route({
    delete: ':shareId',
    access: [CredentialPermission.fetch, CredentialSharePermission.share],
    returns: one({ schema: { type: 'object', nullable: true, enum: [null] } }),
    errors: [CredentialShareError.notFound],
    summary: 'Revoke a share',
    description: 'Its link opens nothing from then on.',
    message: 'Credential Share Revoked Successfully!',
  })
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('shareId') shareId: string) {
    return this.shares.revoke(actor, id, shareId).then(() => null);
  }
}
