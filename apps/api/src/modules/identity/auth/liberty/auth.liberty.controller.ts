import { Body, Query } from '@nestjs/common';
import { BearerToken, CurrentActor } from '@app/access';
import { anyone, one, Route, signedIn, SurfaceController, surfaces, type ConditionalAccess } from '@app/contract';
import { CryptoError } from '@app/crypto';
import type { Actor, SignedInActor } from '@app/kernel';
import { UserPermission } from '../../users';
import {
  LibertyLoginDto,
  LibertyLoginQueryDto,
  LibertyTokenDto,
  LibertyUserListDto,
  LibertyUserQueryDto,
  toLibertyCredentials,
  toLibertyTokenDto,
  toLibertyUserListDto,
} from './auth.liberty.dto';
import { LibertyLogin } from './liberty-login.service';
import { LibertyUsers } from './liberty-users.service';
import { LibertyPoolError } from './liberty.errors';

const readsAnother: ConditionalAccess = {
  when: 'query.user names another user',
  nodes: [UserPermission.readOther],
  applies: ({ query, principal }) =>
    query.user !== undefined && !(typeof query.user === 'string' && query.user.toLowerCase() === principal.login),
};

@SurfaceController(surfaces.liberty, { path: 'auth', name: 'auth', tag: 'Authentication' })
export class AuthLibertyController {
  constructor(
    private readonly login: LibertyLogin,
    private readonly users: LibertyUsers,
  ) {}

  @Route({
    post: 'token',
    access: anyone,
    limit: 'login',
    returns: one(LibertyTokenDto),
    errors: [CryptoError.notEncrypted, LibertyPoolError.notFound, CryptoError.busy],
    summary: 'AUTH - Token',
    description:
      'Generate a JWT token for the user. A refused sign-in is answered with 200 as well: `message` is `loginError` when no active user has that name and `passwordError` when the password is wrong, and the token is empty.',
  })
  token(
    @CurrentActor() actor: Actor,
    @Query() query: LibertyLoginQueryDto,
    @Body() body: LibertyLoginDto,
    @BearerToken() bearer: string | undefined,
  ) {
    return this.login.signIn(actor, toLibertyCredentials(body, bearer), query).then(toLibertyTokenDto);
  }

  @Route({
    get: 'user',
    access: signedIn,
    when: [readsAnother],
    returns: one(LibertyUserListDto),
    errors: [LibertyPoolError.notFound],
    summary: 'AUTH - User',
    description:
      "Retrieve user information: the caller's own without `user`, another user's only with `user.read.other`. An unknown or inactive user is answered with 200, no items and `status` `error`.",
  })
  user(@CurrentActor() { principal }: SignedInActor, @Query() query: LibertyUserQueryDto) {
    return this.users.find(query.user ?? principal.login, query).then(toLibertyUserListDto);
  }
}
