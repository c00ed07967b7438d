import { Body, Param, Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import { UserError, UserPermission } from '../users';
import { OidcError } from './oidc.errors';
import { toUserIdentityDto, UserIdentityDto, UserIdentityKeyDto } from './user-identity.dto';
import { UserIdentities } from './user-identities.service';

@SurfaceController(surfaces.optima, { path: 'user/users/:identifier/identities', name: 'identities', tag: 'Users' })
export class UserIdentitiesOptimaController {
  constructor(private readonly identities: UserIdentities) {}

  @Route({
    get: '',
    access: [UserPermission.readOther],
    returns: list(UserIdentityDto),
    errors: [UserError.notFound],
    summary: 'List the identities that sign a user in',
    description: 'Identities of OpenID Connect providers, the oldest first, at most 100.',
    message: 'User Identities Fetched Successfully!',
  })
  list(@Param('identifier') identifier: string) {
    return this.identities.list(identifier).then((identities) => identities.map(toUserIdentityDto));
  }

  @Route({
    post: '',
    access: [UserPermission.writeOther],
    returns: one(UserIdentityDto),
    status: 201,
    errors: [UserError.notFound, OidcError.identityLinked],
    summary: 'Link an identity with a user',
    description:
      'Whoever signs in at the provider with it signs in as this user from then on. Linking what is linked already changes nothing; an identity of another user answers 409.',
    message: 'User Identity Linked Successfully!',
  })
  link(@CurrentActor() actor: Actor, @Param('identifier') identifier: string, @Body() identity: UserIdentityKeyDto) {
    return this.identities.link(actor, identifier, identity).then(toUserIdentityDto);
  }

  @Route({
    delete: '',
    access: [UserPermission.writeOther],
    returns: one(UserIdentityDto),
    errors: [UserError.notFound, OidcError.identityUnknown],
    summary: 'Unlink an identity from a user',
    description:
      'Answers the identity as it was. It signs nobody in any more, and whatever the user is signed in with ends: any of it may have come by this identity.',
    message: 'User Identity Unlinked Successfully!',
  })
  unlink(@CurrentActor() actor: Actor, @Param('identifier') identifier: string, @Query() identity: UserIdentityKeyDto) {
    return this.identities.unlink(actor, identifier, identity).then(toUserIdentityDto);
  }
}
