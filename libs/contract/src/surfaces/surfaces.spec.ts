import { CommonError, DomainError, invalidField } from '@app/kernel';
import { toRouteSpec, type RouteOptions } from '../routing/route-spec';
import { anyone } from '../routing/access';
import { cursor, list, listOrPage, none, one, page } from '../routing/shape';
import { surfaces, type AnswerContext, type SurfaceName } from '.';

class Door {
  id: string;
}

const route = (options: Partial<RouteOptions> = {}) =>
  toRouteSpec({
    get: '',
    access: anyone,
    returns: one(Door),
    summary: 'x',
    message: 'Done!',
    ...options,
  } as RouteOptions);
const context: AnswerContext = { requestId: 'r1', dialect: 'documented', route: route() };
const compatible: AnswerContext = { ...context, dialect: 'compatible' };
const rows = { items: [{ id: '1' }], total: 31, page: 2, size: 30 };

describe('success bodies', () => {
  it('optima: status, message, data, successful', () => {
    expect(surfaces.optima.wrap({ id: '1' }, route(), context)).toEqual({
      status: 200,
      message: 'Done!',
      data: { id: '1' },
      successful: true,
    });
    expect(surfaces.optima.wrap(undefined, route({ returns: none() }), context)).toEqual({
      status: 200,
      message: 'Done!',
      successful: true,
    });
  });

  it('optima: a status of 400 or more is not successful', () => {
    expect(surfaces.optima.wrap(undefined, route({ returns: none(), status: 418 }), context)).toMatchObject({
      status: 418,
      successful: false,
    });
  });

  it('optima: paging at the documented place', () => {
    const facts = {
      previousPage: 1,
      currentPage: 2,
      nextPage: null,
      totalPages: 2,
      totalRecords: 31,
      listedRecords: 1,
    };
    const wrap = surfaces.optima.wrap;
    expect(wrap(rows, route({ returns: page(Door) }), context)).toMatchObject({ data: rows.items, pagination: facts });
    expect(wrap(rows, route({ returns: page(Door, 'meta') }), context)).toMatchObject({ meta: { pagination: facts } });
    expect(wrap(rows, route({ returns: listOrPage(Door) }), context)).toMatchObject({ pagination: facts });
    expect(wrap(rows.items, route({ returns: listOrPage(Door) }), context)).not.toHaveProperty('pagination');
    const next = { items: rows.items, nextCursor: 'c' };
    expect(wrap(next, route({ returns: cursor(Door) }), context)).toMatchObject({ meta: { nextCursor: 'c' } });
  });

  it('ecoflow: success and payload, unwrapped where its clients read it so', () => {
    const status = route({ compatible: { unwrapped: true } });
    expect(surfaces.ecoflow.wrap([], status, context)).toEqual({ success: true, payload: [] });
    expect(surfaces.ecoflow.wrap([], status, compatible)).toEqual([]);
    expect(surfaces.ecoflow.wrap([], route(), compatible)).toEqual({ success: true, payload: [] });
  });

  it('beaver: data, status and request id, and its own page object', () => {
    expect(surfaces.beaver.wrap({ id: '1' }, route(), context)).toEqual({
      data: { id: '1' },
      status: 'Success',
      request_id: 'r1',
    });
    expect(surfaces.beaver.wrap(rows, route({ returns: page(Door) }), context)).toMatchObject({
      data: { page_size: 30, page_number: 2, total: 31, content: rows.items },
    });
  });

  it('liberty and flowfuse: the value itself', () => {
    for (const name of ['liberty', 'flowfuse'] as const) {
      const value = [{ id: '1' }];
      expect(surfaces[name].wrap(value, route({ returns: list(Door) }), context)).toBe(value);
    }
  });
});

describe('failure bodies', () => {
  const invalid = invalidField(['body', 'name'], 'name is required');
  const cases: [SurfaceName, DomainError, AnswerContext, number, unknown][] = [
    ['optima', CommonError.unauthorized(), context, 401, { status: 401, message: 'Unauthorized', successful: false }],
    [
      'optima',
      invalid,
      context,
      400,
      {
        status: 400,
        message: 'Validation error',
        errors: [{ path: ['name'], message: 'name is required' }],
        successful: false,
      },
    ],
    [
      'liberty',
      invalid,
      context,
      422,
      { detail: [{ loc: ['body', 'name'], msg: 'name is required', type: 'value_error' }] },
    ],
    ['liberty', CommonError.notFound(), context, 404, { status: 'failed', message: 'Resource not found' }],
    ['flowfuse', CommonError.unauthorized(), context, 401, { code: 'unauthorized', error: 'unauthorized' }],
    ['flowfuse', CommonError.forbidden(), context, 403, { code: 'unauthorized', error: 'unauthorized' }],
    ['flowfuse', CommonError.notFound(), context, 404, { code: 'not_found', error: 'Not Found' }],
    [
      'flowfuse',
      new DomainError('token.patCannotCreatePat', 403, 'No'),
      context,
      403,
      { code: 'pat_cannot_create_pat', error: 'No' },
    ],
    ['ecoflow', invalid, context, 400, { error: true, payload: 'name: name is required' }],
    ['ecoflow', CommonError.unauthorized(), context, 401, { error: true, payload: 'Unauthorized' }],
    [
      'beaver',
      CommonError.forbidden(),
      context,
      403,
      {
        status: 'Failed',
        request_id: 'r1',
        error_code: 'forbidden_permission',
        error_message: 'Insufficient permissions',
      },
    ],
  ];

  it.each(cases)('%s answers %p', (name, error, where, status, body) => {
    expect(surfaces[name].error(error, where)).toEqual({ status, body });
  });

  it('ecoflow: a failure may answer 200 where its clients expect that', () => {
    const login = { ...compatible, route: route({ compatible: { statusOf: { 'auth.wrong': 200 } } }) };
    const error = new DomainError('auth.wrong', 401, 'no');
    expect(surfaces.ecoflow.error(error, login).status).toBe(200);
    expect(surfaces.ecoflow.error(error, { ...login, dialect: 'documented' }).status).toBe(401);
  });

  it('beaver: an unknown route is not missing data', () => {
    const unrouted = { requestId: 'r1', dialect: 'documented' as const };
    expect(surfaces.beaver.error(CommonError.notFound(), unrouted).body).toMatchObject({
      error_code: 'page_not_found',
    });
    expect(surfaces.beaver.error(CommonError.notFound(), context).body).toMatchObject({ error_code: 'data_no_found' });
  });
});
