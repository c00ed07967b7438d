import { type ErrorRequestHandler, type RequestHandler, Router, urlencoded } from 'express';
import type Provider from 'oidc-provider';
import { errorPage, loginPage, pageHeaders } from './login-page';
import type { UserDirectory } from './user-directory';

const PATH = '/interaction/:uid';

interface LoginForm {
  login?: unknown;
  password?: unknown;
}

export interface LoginOptions {
  issuer: string;
  /** Base URL of the client, where a finished sign-in is sent to. */
  publicUrl: string;
  onFault: (error: unknown) => void;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The login page. A foreign page cannot post to it: the address holds an unguessable id, the SameSite cookie of the
 * interaction must come along, and so must our own `Origin` where the browser sends one.
 */
export function loginRoutes(provider: Provider, users: UserDirectory, options: LoginOptions): Router {
  const headers = pageHeaders(new URL(options.publicUrl).origin);

  const sameOrigin: RequestHandler = (request, response, next) => {
    const { origin } = request.headers;
    if (origin === undefined || origin === options.issuer) {
      next();
      return;
    }
    response.status(403).set(headers).send(errorPage('The form was sent from another site.'));
  };

  const showForm: RequestHandler = async (request, response) => {
    await provider.interactionDetails(request, response);
    response.set(headers).send(loginPage());
  };

  const signIn: RequestHandler = async (request, response) => {
    await provider.interactionDetails(request, response);
    const form = (request.body ?? {}) as LoginForm;
    const login = textOf(form.login);
    const user = await users.authenticate(login, textOf(form.password));
    if (user === null) {
      response
        .status(401)
        .set(headers)
        .send(loginPage({ login, failed: true }));
      return;
    }
    const result = { login: { accountId: user.id, remember: false } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  };

  const onError: ErrorRequestHandler = (error: Error, _request, response, _next) => {
    const expired = error.name === 'SessionNotFound';
    if (!expired) options.onFault(error);
    const message = expired ? 'This sign-in has expired. Start it again.' : 'Something went wrong. Start again.';
    response
      .status(expired ? 400 : 500)
      .set(headers)
      .send(errorPage(message));
  };

  const router = Router();
  router.get(PATH, showForm);
  router.post(PATH, sameOrigin, urlencoded({ limit: '10kb' }), signIn);
  router.use('/interaction', onError);
  return router;
}
