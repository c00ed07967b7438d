import { Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { page, Route, SurfaceController, surfaces, VisibleKeys } from '@app/contract';
import type { Actor } from '@app/kernel';
import { credentialGate, CredentialPermission } from '../credential-store';
import { CredentialDto } from '../credentials';
import { CredentialSearchQueryDto } from './credential-search.dto';
import { CredentialSearchService } from './credential-search.service';

@SurfaceController(surfaces.optima, { path: 'credential/search', name: 'credentialSearch', tag: 'Credentials' })
export class CredentialSearchOptimaController {
  constructor(private readonly search: CredentialSearchService) {}

  @Route({
    get: '',
    access: [CredentialPermission.fetchMany],
    returns: page(CredentialDto),
    gate: credentialGate,
    summary: 'Search credentials',
    description:
      'By name, sub-credentials among them. Looked through are the name, the notes and the values of fields that are not secure, each only where the caller may see its key (`name`, `notes`, `fields`); a secure value finds nothing. A filter on a key that the caller may not see finds nothing.',
    message: 'Credentials Fetched Successfully!',
  })
  list(@CurrentActor() actor: Actor, @Query() query: CredentialSearchQueryDto, @VisibleKeys() keys: readonly string[]) {
    return this.search.list(actor, query, keys);
  }
}
