import type { DomainError } from '@app/kernel';
import { object, type Surface } from './surface';

/** Validator names of ours as the `type` codes that the document's 422 example uses. */
const ISSUE_TYPES: Readonly<Record<string, string>> = {
  required: 'value_error.missing',
  isInt: 'type_error.integer',
  isNumber: 'type_error.float',
  isBoolean: 'type_error.bool',
  isString: 'type_error.str',
  isIn: 'type_error.enum',
};

/** Liberty API: handlers return the documented body themselves, which differs per route. */
export const liberty: Surface = {
  name: 'liberty',
  prefix: '/api',
  label: 'Liberty',
  title: 'Switchyard: Liberty contract',
  description: 'Token login, database pools, stored queries, framework data, logs and migrations.',
  validationStatus: 422,

  wrap: (value) => value,

  error(error: DomainError) {
    const { issues } = error.details;
    if (issues) {
      const detail = issues.map(({ path, message, code = '' }) => ({
        loc: path,
        msg: message,
        type: ISSUE_TYPES[code] ?? 'value_error',
      }));
      return { status: 422, body: { detail } };
    }
    return { status: error.status, body: { status: 'failed', message: error.message } };
  },

  schema: (value) => value,

  errorComponent: (status) => (status === 422 ? 'LibertyValidationError' : 'LibertyError'),
  errorComponents: {
    LibertyError: object({ status: { type: 'string', enum: ['failed'] }, message: { type: 'string' } }),
    LibertyValidationError: object({
      detail: {
        type: 'array',
        minItems: 1,
        items: object({
          loc: { type: 'array', minItems: 1, items: { oneOf: [{ type: 'string' }, { type: 'integer' }] } },
          msg: { type: 'string' },
          type: { type: 'string' },
        }),
      },
    }),
  },
};
