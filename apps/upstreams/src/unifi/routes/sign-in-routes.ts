import { timingSafeEqual } from 'node:crypto';
import { parse } from 'cookie';
import { type Request, Router } from 'express';
import { isFields } from '../../fields';
import { PlainRefusal, Refusal } from '../refusal';
import type { UnifiSimulation } from '../simulation';
import { atLeast } from '../version';

export const cookiesOf = (request: Request): Record<string, string | undefined> => parse(request.get('cookie') ?? '');

const same = (given: unknown, expected: string): boolean => {
  const [one, other] = [Buffer.from(String(given)), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
};

function knows({ settings }: UnifiSimulation, body: unknown): boolean {
  return isFields(body) && same(body.username, settings.username) && same(body.password, settings.password);
}

/** A console answers its page at the root, and signs in for every application on it. */
export function consoleSignIn(simulation: UnifiSimulation): Router {
  const { sessions, settings } = simulation;
  const router = Router();
  router.get('/', (_request, response) => void response.type('html').send('<!doctype html><title>UniFi OS</title>'));
  router.post('/api/auth/login', (request, response) => {
    if (!sessions.admitLogin()) {
      throw new PlainRefusal(429, 'AUTHENTICATION_FAILED_LIMIT_REACHED', "You've reached the login attempt limit");
    }
    if (!knows(simulation, request.body)) {
      throw new PlainRefusal(403, 'AUTHENTICATION_FAILED_INVALID_CREDENTIALS', 'Invalid username or password');
    }
    if (settings.twoFactor) {
      response.status(499).json({ data: { required: '2fa', mfaCookie: 'UBIC_2FA=x' }, message: '2FA required' });
      return;
    }
    const { token, csrf } = sessions.open();
    response.cookie('TOKEN', token, { path: '/', httpOnly: true, sameSite: 'none' });
    response.set('X-CSRF-Token', csrf).json({ username: settings.username, isSuperAdmin: true });
  });
  router.post('/api/auth/logout', (request, response) => {
    const { TOKEN } = cookiesOf(request);
    if (!sessions.has(TOKEN) || !sessions.takes(TOKEN, request.get('x-csrf-token'))) {
      throw new PlainRefusal(403, 'FORBIDDEN', 'Forbidden');
    }
    sessions.close(TOKEN);
    response.clearCookie('TOKEN').json({ success: true });
  });
  return router;
}

/** The application alone sends its root to `/manage`, and signs in by its own API. */
export function applicationSignIn(simulation: UnifiSimulation): Router {
  const { sessions, settings } = simulation;
  const router = Router();
  router.get('/', (_request, response) => response.redirect(302, '/manage'));
  router.post('/api/login', (request, response) => {
    if (!sessions.admitLogin()) throw new Refusal(429, 'api.err.LoginLimitReached');
    if (!knows(simulation, request.body)) throw new Refusal(400, 'api.err.Invalid');
    if (settings.twoFactor) throw new Refusal(400, 'api.err.Ubic2faTokenRequired');
    const strict = isFields(request.body) && request.body.strict === true;
    // From version 9 the token comes only to who asks for it, and writes need it.
    const recent = atLeast(settings.version, '9.0');
    const { token, csrf } = sessions.open(recent);
    response.cookie('unifises', token, { path: '/', httpOnly: true });
    if (!recent || strict) response.cookie('csrf_token', csrf, { path: '/' });
    response.json({ meta: { rc: 'ok' }, data: [] });
  });
  router.all('/logout', (request, response) => {
    const { unifises } = cookiesOf(request);
    if (unifises !== undefined) sessions.close(unifises);
    response.redirect(302, '/manage');
  });
  return router;
}
