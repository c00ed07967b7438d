import type { DomainError, Page } from '@app/kernel';
import type { CursorPage } from '../routing/shape';
import type { RouteSpec } from '../routing/route-spec';
import { object, only, type Schema, type Surface } from './surface';

const pagination = <T>({ total, page, size, items }: Page<T>) => {
  const totalPages = Math.ceil(total / size);
  return {
    previousPage: page > 1 ? page - 1 : null,
    currentPage: page,
    nextPage: page < totalPages ? page + 1 : null,
    totalPages,
    totalRecords: total,
    listedRecords: items.length,
  };
};

const integer: Schema = { type: 'integer' };
const nullableInteger: Schema = { type: 'integer', nullable: true };
const paginationSchema = object({
  previousPage: nullableInteger,
  currentPage: integer,
  nextPage: nullableInteger,
  totalPages: integer,
  totalRecords: integer,
  listedRecords: integer,
});

/** What stands beside `data` for each shape. */
function listing(value: unknown, { returns }: RouteSpec): Record<string, unknown> {
  if (returns.kind === 'cursor') {
    const { items, nextCursor } = value as CursorPage<unknown>;
    return { data: items, meta: { nextCursor } };
  }
  if (returns.kind === 'page' || (returns.kind === 'listOrPage' && !Array.isArray(value))) {
    const page = value as Page<unknown>;
    const facts = pagination(page);
    return returns.placement === 'meta'
      ? { data: page.items, meta: { pagination: facts } }
      : { data: page.items, pagination: facts };
  }
  return value === undefined ? {} : { data: value };
}

/** Optima API Routes Documentation: envelope, errors and paging as its section "Error Responses" and its lists show. */
export const optima: Surface = {
  name: 'optima',
  prefix: '/v1',
  label: 'Optima',
  title: 'Switchyard: Optima contract',
  description: 'Credentials, customers, quotes, networks, users, roles and permissions.',
  validationStatus: 400,

  wrap: (value, route) => ({
    status: route.status,
    message: route.message,
    ...listing(value, route),
    successful: route.status < 400,
  }),

  error(error: DomainError) {
    const { issues, name } = error.details;
    return {
      status: error.status,
      body: {
        status: error.status,
        message: error.message,
        ...(typeof name === 'string' && { error: name }),
        ...(issues && { errors: issues.map(({ path, message }) => ({ path: path.slice(1), message })) }),
        successful: false,
      },
    };
  },

  schema(value, route) {
    const { returns } = route;
    const beside: Record<string, Schema> = {};
    const optional: string[] = [];
    if (returns.kind === 'cursor') beside.meta = object({ nextCursor: { type: 'string', nullable: true } });
    if (returns.kind === 'page' || returns.kind === 'listOrPage') {
      const key = returns.placement;
      beside[key] = key === 'meta' ? object({ pagination: paginationSchema }) : paginationSchema;
      if (returns.kind === 'listOrPage') optional.push(key);
    }
    const properties: Record<string, Schema> = {
      status: only(route.status),
      message: route.message === undefined ? { type: 'string' } : only(route.message),
      ...(value && { data: value }),
      ...beside,
      successful: only(route.status < 400),
    };
    return object(
      properties,
      Object.keys(properties).filter((key) => !optional.includes(key)),
    );
  },

  errorComponent: () => 'OptimaError',
  errorComponents: {
    OptimaError: object(
      {
        status: integer,
        message: { type: 'string' },
        error: { type: 'string' },
        errors: {
          type: 'array',
          items: object({
            path: { type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'integer' }] } },
            message: { type: 'string' },
          }),
        },
        successful: only(false),
      },
      ['status', 'message', 'successful'],
    ),
  },
};
