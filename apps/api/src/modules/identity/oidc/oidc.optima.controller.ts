import { Body, Headers, Query } from '@nestjs/common';
import { BearerToken, CurrentActor } from '@app/access';
import { Answer, anyone, Cookie, html, one, Route, SurfaceController, surfaces } from '@app/contract';
import { CommonError, type Actor } from '@app/kernel';
import { OidcError } from './oidc.errors';
import { SignInAnswerDto, SignInConfirmationDto, SignInStartDto, toSignInStartDto } from './sign-in.dto';
import { failurePage, outcomePage } from './sign-in-pages';
import { SignInCookie } from './sign-in-cookie';
import { SignIns } from './sign-ins.service';

const failures = [OidcError.signInExpired, OidcError.signUpClosed, CommonError.upstream, CommonError.unavailable];

const shown = (page: string) => new Answer(page).header('Cache-Control', 'no-store');

@SurfaceController(surfaces.optima, { path: 'auth', name: 'auth', tag: 'Authentication' })
export class OidcOptimaController {
  constructor(
    private readonly signIns: SignIns,
    private readonly cookie: SignInCookie,
  ) {}

  @Route({
    get: 'uri',
    access: anyone,
    returns: one(SignInStartDto),
    limit: 'login',
    errors: [CommonError.upstream, CommonError.unavailable],
    summary: 'Start a sign-in at the identity provider',
    description:
      'Sets a cookie that ties the sign-in to this browser. Connect to socket.io with `auth: {callbackKey}` before ' +
      'sending the person to `uri`: the first socket that does gets one event `auth:tokens` with both tokens, within ' +
      '10 minutes.',
    headers: [
      {
        name: 'x-setup-token',
        required: false,
        description: 'Lets the person become the administrator of a production installation that has no user yet.',
      },
    ],
    message: 'Successfully fetch Auth URI',
  })
  async uri(
    @CurrentActor() actor: Actor,
    @BearerToken() accessToken: string | undefined,
    @Headers('x-setup-token') setupToken: string | undefined,
  ) {
    const begun = await this.signIns.begin(actor, { accessToken, setupToken });
    return this.cookie.on(new Answer(toSignInStartDto(begun)), begun.browserSecret).header('Cache-Control', 'no-store');
  }

  @Route({
    get: 'redirect',
    access: anyone,
    returns: html(failurePage),
    errors: failures,
    summary: 'Come back from the identity provider',
    description:
      'Finishes the sign-in that `state` names. A browser without the cookie of `GET /v1/auth/uri` gets a page that ' +
      'says who asked and waits for a click.',
  })
  redirect(
    @CurrentActor() actor: Actor,
    @Query() answer: SignInAnswerDto,
    @Cookie(SignInCookie.NAME) browserSecret: string | undefined,
  ) {
    return this.signIns.comeBack(actor, answer, browserSecret).then(outcomePage).then(shown);
  }

  @Route({
    post: 'redirect',
    access: anyone,
    consumes: ['application/x-www-form-urlencoded'],
    returns: html(failurePage),
    errors: failures,
    summary: 'Confirm a sign-in that another browser started',
    description: 'The button of the page that `GET /v1/auth/redirect` shows.',
  })
  confirm(@CurrentActor() actor: Actor, @Body() { state, confirmation }: SignInConfirmationDto) {
    return this.signIns
      .confirm(actor, state, confirmation)
      .then(() => outcomePage(null))
      .then(shown);
  }
}
