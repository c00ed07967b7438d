import type { Request, RequestHandler } from 'express';
import { PlainRefusal, Refusal } from '../refusal';
import type { UnifiSimulation } from '../simulation';
import { atLeast } from '../version';
import { cookiesOf } from './sign-in-routes';

const API_KEYS_SINCE = '9.0.114';

/** Lets pass who has a session, and for writes its newest CSRF token, which each write changes; or the API key. */
export function authentication(simulation: UnifiSimulation): RequestHandler {
  const { sessions, settings } = simulation;
  const onConsole = settings.flavour === 'os';
  const takesKey = onConsole && settings.apiKey !== null && atLeast(settings.version, API_KEYS_SINCE);
  return (request, response, next) => {
    const key = request.get('x-api-key');
    if (key !== undefined) {
      if (!takesKey || key !== settings.apiKey) throw new PlainRefusal(401, 'UNAUTHORIZED', 'Unauthorized');
      next();
      return;
    }
    const cookies = cookiesOf(request);
    const token = onConsole ? cookies.TOKEN : cookies.unifises;
    if (!sessions.has(token)) throw notSignedIn(request, onConsole);
    if (request.method !== 'GET') {
      if (!sessions.takes(token, request.get('x-csrf-token'))) {
        throw onConsole ? new PlainRefusal(403, 'FORBIDDEN', 'Forbidden') : new Refusal(403, 'api.err.NoPermission');
      }
      const csrf = sessions.rotate(token);
      if (onConsole) response.set('X-Updated-CSRF-Token', csrf);
      else response.cookie('csrf_token', csrf, { path: '/' });
    }
    next();
  };
}

function notSignedIn(request: Request, onConsole: boolean): Error {
  const plain = onConsole || request.path.startsWith('/v2/');
  return plain ? new PlainRefusal(401, 'UNAUTHORIZED', 'Unauthorized') : new Refusal(401, 'api.err.LoginRequired');
}
