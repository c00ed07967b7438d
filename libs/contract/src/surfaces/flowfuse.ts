import type { DomainError } from '@app/kernel';
import { beaverErrorBody } from './beaver';
import { object, only, type AnswerContext, type ErrorAnswer, type Schema, type Surface } from './surface';

const string: Schema = { type: 'string' };
const code: Schema = { type: 'string', pattern: '^[A-Za-z0-9_]+$' };

/** The route that FlowFuse's and Beaver's clients share. */
const SHARED_PROFILE = '/api/v1/user';
const COMPONENTS: Readonly<Record<number, string>> = { 400: 'FlowfuseBadRequest', 429: 'FlowfuseRateLimited' };

const CODES: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'not_found',
  500: 'unexpected_error',
};
const TEXTS: Readonly<Record<number, string>> = { 401: 'unauthorized', 403: 'unauthorized', 404: 'Not Found' };

const snake = (text: string) => text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `token.patCannotCreatePat` is `pat_cannot_create_pat`; the general errors have fixed words. */
function ownBody(error: DomainError): Record<string, unknown> {
  const [area, reason = ''] = error.code.split('.');
  if (area !== 'common' && area !== 'auth') return { code: snake(reason), error: error.message };
  return { code: CODES[error.status] ?? snake(reason), error: TEXTS[error.status] ?? error.message };
}

function body(error: DomainError): Record<string, unknown> {
  const { issues } = error.details;
  if (issues) {
    const message = issues.map(({ path, message: why }) => `${path.join('/')} ${why}`).join(', ');
    return { statusCode: 400, code: 'FST_ERR_VALIDATION', error: 'Bad Request', message };
  }
  if (error.status === 429) {
    const { code } = ownBody(error);
    return { statusCode: 429, code, error: 'Too Many Requests', message: error.message };
  }
  return ownBody(error);
}

/**
 * FlowFuse Platform API. Its compatible dialect is the one route it shares with Beaver's client, `GET /api/v1/user`,
 * which answers the union of both bodies.
 */
export const flowfuse: Surface = {
  name: 'flowfuse',
  prefix: '/api/v1',
  label: 'FlowFuse',
  title: 'Switchyard: FlowFuse contract',
  description: 'Personal access tokens, teams, members and invitations.',
  validationStatus: 400,

  wrap: (value, _route, context) =>
    context.dialect === 'compatible'
      ? { ...(value as object), status: 'Success', request_id: context.requestId }
      : value,

  error(error: DomainError, context: AnswerContext): ErrorAnswer {
    const own = body(error);
    return {
      status: error.status,
      body: context.dialect === 'compatible' ? { ...own, ...beaverErrorBody(error, context) } : own,
    };
  },

  schema: (value) => value,

  errorComponent: (status, path) =>
    path === SHARED_PROFILE ? 'FlowfuseCurrentUserError' : (COMPONENTS[status] ?? 'FlowfuseError'),
  errorComponents: {
    FlowfuseError: object({ code, error: string }),
    FlowfuseBadRequest: object({ statusCode: only(400), code, error: string, message: string }, ['code', 'error']),
    FlowfuseRateLimited: object({
      statusCode: only(429),
      code: { type: 'string', pattern: '^[a-z_]+$' },
      error: only('Too Many Requests'),
      message: string,
    }),
    FlowfuseCurrentUserError: object(
      {
        code: string,
        error: string,
        status: only('Failed'),
        request_id: { type: 'string', pattern: '^[A-Za-z0-9-]{1,64}$' },
        error_code: string,
        error_message: string,
        detail_message: string,
      },
      ['code', 'error', 'status', 'request_id', 'error_code', 'error_message'],
    ),
  },
};
