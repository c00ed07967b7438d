import { Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { page, Route, SurfaceController, surfaces } from '@app/contract';
import { mapPage, type SignedInActor } from '@app/kernel';
import { CredentialPermission } from '../credential-store';
import { LifecyclePermission } from './lifecycle.permissions';
import { StaleCredentialDto, staleCredentialDto, StaleQueryDto } from './stale-credential.dto';
import { StaleCredentialsService } from './stale-credentials.service';

@SurfaceController(surfaces.optima, { path: 'credential/stale', name: 'staleCredentials', tag: 'Credentials' })
export class StaleCredentialsOptimaController {
  constructor(private readonly credentials: StaleCredentialsService) {}

  @Route({
    get: '',
    access: [CredentialPermission.fetchMany, LifecyclePermission.staleFetch],
    returns: page(StaleCredentialDto),
    summary: 'List the credentials that need attention',
    description:
      'Those that are expired, expire soon, or have a secure value that is older than their type allows; sub-credentials stand for themselves. What is due or was due first comes first. `id`, `name`, `company` and `type` are shown by the gate `obj.credential`, what is inside the latter two by their own.',
    message: 'Stale Credentials Fetched Successfully!',
  })
  list(@CurrentActor() { principal }: SignedInActor, @Query() query: StaleQueryDto) {
    return this.credentials.list(query).then((found) => mapPage(found, staleCredentialDto(principal.permissions)));
  }
}
