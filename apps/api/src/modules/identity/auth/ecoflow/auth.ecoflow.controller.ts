import { Body } from '@nestjs/common';
import { BearerToken, CurrentActor } from '@app/access';
import { anyone, one, refreshCookie, Route, signedIn, SurfaceController, surfaces } from '@app/contract';
import { CryptoError } from '@app/crypto';
import type { Actor, SignedInActor } from '@app/kernel';
import { SessionError } from '../../sessions';
import { AuthError } from '../auth.errors';
import { EcoflowLoginDto, EcoflowTokenClaimsDto, toEcoflowTokenClaimsDto, toLoginInput } from './auth.ecoflow.dto';
import { BrowserSessions } from './browser-sessions';
import { CurrentBrowser, type Browser } from './browser.decorator';
import { TokenClaimsReader } from './token-claims';

const accessToken = { schema: { type: 'string', description: 'Access token.' } };
const sentence = { schema: { type: 'string', description: 'A sentence to show.' } };

@SurfaceController(surfaces.ecoflow, { path: 'users', name: 'auth', tag: 'Authentication' })
export class AuthEcoflowController {
  constructor(
    private readonly sessions: BrowserSessions,
    private readonly claims: TokenClaimsReader,
  ) {}

  @Route({
    post: 'login',
    access: anyone,
    limit: 'login',
    returns: one(accessToken),
    errors: [AuthError.wrongCredentials, CryptoError.busy],
    compatible: { statusOf: { [AuthError.wrongCredentials().code]: 200 } },
    summary: 'Sign in with a password',
    description: 'Answers the access token and sets the refresh cookie. All failures have one text.',
  })
  login(@CurrentActor() actor: Actor, @Body() body: EcoflowLoginDto) {
    return this.sessions.open(actor, toLoginInput(body));
  }

  @Route({
    delete: 'logout',
    access: signedIn,
    returns: one(sentence),
    errors: [SessionError.sessionRequired],
    summary: 'End the session of the access token',
    description:
      'Access and refresh token stop working at once and the cookie is cleared. A personal access token has no session: 403.',
  })
  logout(@CurrentActor() actor: SignedInActor) {
    return this.sessions.close(actor);
  }

  @Route({
    get: 'isAuthenticated',
    access: signedIn,
    returns: one(EcoflowTokenClaimsDto),
    summary: 'Tell whom the access token stands for',
  })
  isAuthenticated(@CurrentActor() actor: SignedInActor, @BearerToken() token: string | undefined) {
    return this.claims.read(actor, token).then(toEcoflowTokenClaimsDto);
  }

  @Route({
    patch: 'refreshToken',
    access: refreshCookie,
    returns: one(accessToken),
    errors: [AuthError.sessionEnded],
    summary: 'Trade the refresh cookie for a new access token',
    description:
      'Takes the cookie only and replaces it. Failures answer 403, since clients answer a 401 by calling this operation.',
  })
  refreshToken(@CurrentActor() actor: Actor, @CurrentBrowser() browser: Browser) {
    return this.sessions.refresh(actor, browser);
  }
}
