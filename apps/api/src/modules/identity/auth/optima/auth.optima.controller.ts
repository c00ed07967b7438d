import { CurrentActor } from '@app/access';
import { none, one, refreshToken, Route, signedIn, SurfaceController, surfaces } from '@app/contract';
import type { Actor, SignedInActor } from '@app/kernel';
import { SessionError, Sessions } from '../../sessions';
import { SignOut } from '../sign-out.service';
import { TokenPairDto, toTokenPairDto } from './auth.dto';
import { PresentedRefreshToken, REFRESH_TOKEN_HEADER } from './presented-refresh-token.decorator';

@SurfaceController(surfaces.optima, { path: 'auth', name: 'auth', tag: 'Authentication' })
export class AuthOptimaController {
  constructor(
    private readonly sessions: Sessions,
    private readonly signOut: SignOut,
  ) {}

  @Route({
    post: 'refresh',
    access: refreshToken,
    headers: [{ name: REFRESH_TOKEN_HEADER, required: true, description: 'The refresh token.' }],
    returns: one(TokenPairDto),
    status: 201,
    message: 'Token refreshed successfully!',
    summary: 'Trade a refresh token for new tokens',
    description:
      'The presented token is used up. A second tab that presents it within 30 seconds gets the same successor; later reuse ends the session. A stale `Authorization` header is ignored.',
  })
  refresh(@CurrentActor() actor: Actor, @PresentedRefreshToken() token: string) {
    return this.sessions.refresh(actor, token).then(toTokenPairDto);
  }

  @Route({
    post: 'logout',
    access: signedIn,
    returns: none(),
    errors: [SessionError.sessionRequired],
    message: 'Successfully logged out.',
    summary: 'End the session of the access token',
    description:
      'The access token and its refresh token stop working at once. A personal access token has no session: 403.',
  })
  logout(@CurrentActor() actor: SignedInActor) {
    return this.signOut.signOut(actor);
  }
}
