import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { none, one, Route, signedIn, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import {
  FlowfuseTokenCreateDto,
  FlowfuseTokenCreatedDto,
  FlowfuseTokenDto,
  FlowfuseTokenListDto,
  FlowfuseTokenUpdateDto,
  toFlowfuseTokenCreatedDto,
  toFlowfuseTokenDto,
  toFlowfuseTokenListDto,
} from './token.dto';
import { TokenError } from './tokens.errors';
import { TokensService } from './tokens.service';

@SurfaceController(surfaces.flowfuse, { path: 'user/tokens', name: 'tokens', tag: 'User' })
export class TokensFlowfuseController {
  constructor(private readonly tokens: TokensService) {}

  @Route({
    get: '',
    access: signedIn,
    returns: one(FlowfuseTokenListDto),
    summary: 'List personal access tokens',
    description: "The caller's own tokens, without their values and without expired ones, oldest first.",
  })
  list(@CurrentActor() actor: SignedInActor) {
    return this.tokens.list(actor).then(toFlowfuseTokenListDto);
  }

  @Route({
    post: '',
    access: signedIn,
    returns: one(FlowfuseTokenCreatedDto),
    limit: 'token-creation',
    errors: [TokenError.patCannotCreatePat],
    summary: 'Create a personal access token, its value shown once',
    description: 'Needs a session; a personal access token cannot create another one (`pat_cannot_create_pat`).',
  })
  create(@CurrentActor() actor: SignedInActor, @Body() body: FlowfuseTokenCreateDto) {
    return this.tokens.create(actor, body).then(toFlowfuseTokenCreatedDto);
  }

  @Route({
    put: ':id',
    access: signedIn,
    returns: one(FlowfuseTokenDto),
    errors: [TokenError.patCannotCreatePat, TokenError.notFound],
    summary: 'Change the rights or expiry of a token',
    description:
      'Replaces scope and expiry: without `expiresAt` the token no longer expires. Other rights that are left out stay. The name cannot change. Needs a session (`pat_cannot_create_pat`).',
  })
  update(@CurrentActor() actor: SignedInActor, @Param('id') id: string, @Body() body: FlowfuseTokenUpdateDto) {
    return this.tokens.update(actor, id, body).then(toFlowfuseTokenDto);
  }

  @Route({
    delete: ':id',
    access: signedIn,
    returns: none(),
    status: 204,
    errors: [TokenError.notFound],
    summary: 'Revoke a token',
    description: 'The very next request with that token is refused.',
  })
  remove(@CurrentActor() actor: SignedInActor, @Param('id') id: string) {
    return this.tokens.remove(actor, id);
  }
}
