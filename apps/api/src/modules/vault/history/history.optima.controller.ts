import { Headers, Param, Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { one, page, Route, SurfaceController, surfaces } from '@app/contract';
import { mapPage, type Actor, type SignedInActor } from '@app/kernel';
import { CredentialError, CredentialPermission } from '../credential-store';
import { REVEAL_REASON, revealReasonHeader } from '../credential-store';
import { HistoryQueryDto, RevealedVersionDto, SecureValueVersionDto, toSecureValueVersionDto } from './history.dto';
import { HistoryError } from './history.errors';
import { HistoryPermission } from './history.permissions';
import { HistoryService } from './history.service';

@SurfaceController(surfaces.optima, {
  path: 'credential/credentials/:id/history',
  name: 'credentialHistory',
  tag: 'Credentials',
})
export class HistoryOptimaController {
  constructor(private readonly history: HistoryService) {}

  @Route({
    get: '',
    access: [CredentialPermission.fetch, HistoryPermission.read],
    returns: page(SecureValueVersionDto),
    errors: [CredentialError.notFound],
    summary: 'List the versions of the secure values of a credential',
    description:
      'Newest first, who set them and when, never the values. Versions of fields that the type no longer has are among them; of each field the newest 100 are kept.',
    message: 'Credential History Fetched Successfully!',
  })
  list(@Param('id') id: string, @Query() query: HistoryQueryDto) {
    return this.history.list(id, query).then((found) => mapPage(found, toSecureValueVersionDto));
  }

  @Route({
    get: ':versionId',
    access: [CredentialPermission.fetch, CredentialPermission.secureValuesRead, HistoryPermission.read],
    returns: one(RevealedVersionDto),
    headers: [revealReasonHeader],
    errors: [HistoryError.versionNotFound, 429],
    summary: 'Read a version of a secure value',
    description:
      'As reading a current secure value: a row of the audit log, and it counts towards the reveals a user has per minute.',
    message: 'Secure Value Version Fetched Successfully!',
  })
  fetch(
    @CurrentActor() actor: SignedInActor,
    @Param('id') id: string,
    @Param('versionId') versionId: string,
    @Headers(REVEAL_REASON) why?: string,
  ) {
    return this.history.reveal(actor, id, versionId, why);
  }

  @Route({
    post: ':versionId/restore',
    access: [CredentialPermission.update, HistoryPermission.restore],
    returns: one(SecureValueVersionDto),
    errors: [HistoryError.versionNotFound, HistoryError.versionIsCurrent],
    summary: 'Restore a former version of a secure value',
    description:
      'Its value becomes the current one, as a new version by the caller; what was current joins the history. Nobody sees a value. 409 when the version is current already, or when its field is no secure field of the type any more.',
    message: 'Secure Value Restored Successfully!',
  })
  restore(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('versionId') versionId: string) {
    return this.history.restore(actor, id, versionId).then(toSecureValueVersionDto);
  }
}
