import type { DomainError } from '@app/kernel';
import type { Page } from '@app/kernel';
import type { AnswerContext } from './surface';
import { object, type Schema, type Surface } from './surface';

const string: Schema = { type: 'string' };
const integer: Schema = { type: 'integer' };
const requestId: Schema = { type: 'string', pattern: '^[A-Za-z0-9-]{1,64}$' };
const code: Schema = { type: 'string', pattern: '^[a-z][a-z0-9_]*$' };

/** Codes that Beaver's clients know for one error of ours. */
const CODES: Readonly<Record<string, string>> = {
  'common.malformed': 'parameter_syntax_error',
  'common.malformedPath': 'parameter_syntax_error',
  'user.emailTaken': 'user_register_email_exist',
  'dashboard.nameTaken': 'dashboard_name_exist',
};

const CODES_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'parameter_validation_failed',
  401: 'authentication_failed',
  403: 'forbidden_permission',
  404: 'data_no_found',
  405: 'method_not_allowed',
  409: 'parameter_validation_failed',
  413: 'parameter_validation_failed',
  415: 'parameter_syntax_error',
  429: 'request_too_frequently',
  504: 'network_timeout',
};

function errorCode(error: DomainError, context: AnswerContext): string {
  if (error.status === 404 && !context.route) return 'page_not_found';
  return CODES[error.code] ?? CODES_BY_STATUS[error.status] ?? 'server_error';
}

/** The failure body; FlowFuse's shared profile route answers it too. */
export const beaverErrorBody = (error: DomainError, context: AnswerContext) => ({
  status: 'Failed',
  request_id: context.requestId,
  error_code: errorCode(error, context),
  error_message: error.message,
  ...(error.details.issues && {
    detail_message: error.details.issues
      .map(({ path, message }) => `${path.slice(1).join('.')}: ${message}`)
      .join('; '),
  }),
});

/** Beaver IoT REST API, section "Return Value Interface Specification". */
export const beaver: Surface = {
  name: 'beaver',
  prefix: '',
  label: 'Beaver IoT',
  title: 'Switchyard: Beaver IoT contract',
  description: 'Integrations, devices, entities, telemetry and dashboards.',
  validationStatus: 400,

  wrap(value, route, context) {
    const envelope = { status: 'Success', request_id: context.requestId };
    if (value === undefined) return envelope;
    if (route.repeatAtTop) return { data: value, ...envelope, ...(value as object) };
    if (route.returns.kind !== 'page') return { data: value, ...envelope };
    const { items, total, page, size } = value as Page<unknown>;
    return { data: { page_size: size, page_number: page, total, content: items }, ...envelope };
  },

  error: (error, context) => ({ status: error.status, body: beaverErrorBody(error, context) }),

  schema(value, route) {
    const envelope = { status: { type: 'string', enum: ['Success'] }, request_id: requestId };
    if (!value) return object(envelope);
    if (route.repeatAtTop) return object({ data: value, ...envelope, ...(value.properties as Record<string, Schema>) });
    if (route.returns.kind !== 'page') return object({ data: value, ...envelope });
    return object({
      data: object({ page_size: integer, page_number: integer, total: integer, content: value }),
      ...envelope,
    });
  },

  errorComponent: () => 'BeaverError',
  errorComponents: {
    BeaverError: object(
      {
        status: { type: 'string', enum: ['Failed'] },
        request_id: requestId,
        error_code: code,
        error_message: string,
        detail_message: string,
      },
      ['status', 'request_id', 'error_code', 'error_message'],
    ),
  },
};
