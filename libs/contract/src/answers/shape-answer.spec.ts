import { Readable } from 'node:stream';
import { PermissionSet, type Page } from '@app/kernel';
import type { Response } from 'express';
import { toRouteSpec, type RouteOptions } from '../routing/route-spec';
import { one, page, text } from '../routing/shape';
import { surfaces } from '../surfaces';
import { Answer } from './answer';
import { JsonText } from './json-text';
import type { MarkedRequest } from './request-mark';
import { shapeAnswer } from './shape-answer';

const pageOf = <T>(items: T[], total = items.length): Page<T> => ({ items, total, page: 1, size: 2 });

describe('shapeAnswer', () => {
  it('shapes nothing that no route was found for', () => {
    const mark = { surface: surfaces.optima, requestId: 'r', dialect: 'documented' };
    expect(() => shapeAnswer({}, { mark } as MarkedRequest, {} as Response, { gateWrites: true })).toThrow();
  });

  it('leaves a text as it is, and names the file that a browser saves it as', () => {
    const returns = text('text/csv', 'things.csv');
    const route = toRouteSpec({ get: '', access: 'signed-in', returns, summary: '' });
    const mark = { route, surface: surfaces.optima, requestId: 'r', dialect: 'documented' };
    const headers = new Map<string, string>();
    const response = { setHeader: headers.set.bind(headers) } as unknown as Response;
    expect(shapeAnswer('a;b', { mark } as MarkedRequest, response, { gateWrites: true })).toBe('a;b');
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="things.csv"',
    });
  });
});

describe('an answer with headers', () => {
  it('is never a stream, which is let go of before any header is set', () => {
    const route = toRouteSpec({ get: '', access: 'signed-in', returns: text('text/csv'), summary: 'Fetch' });
    const mark = { route, surface: surfaces.optima, requestId: 'r', dialect: 'documented' };
    const stream = Readable.from(['a']);
    const answer = new Answer(stream).header('x-any', 'thing');
    const response = { setHeader: () => undefined } as unknown as Response;
    const setHeader = jest.spyOn(response, 'setHeader');
    expect(() => shapeAnswer(answer, { mark } as MarkedRequest, response, { gateWrites: true })).toThrow(
      '"Fetch" returns a stream',
    );
    expect(stream.destroyed).toBe(true);
    expect(setHeader).not.toHaveBeenCalled();
  });
});

describe('a gated route', () => {
  const gate = { scope: 'obj.thing', fields: ['id', 'name'] } as RouteOptions['gate'];

  function answer(value: unknown, returns = page(Object), held = ['obj.thing.id']): unknown {
    const route = toRouteSpec({ get: '', access: 'signed-in', returns, gate, message: 'Done', summary: '' });
    const actor = { principal: { permissions: new PermissionSet(held) } };
    const mark = { route, actor, surface: surfaces.optima, requestId: 'r', dialect: 'documented' };
    const response = { setHeader: () => undefined } as unknown as Response;
    return shapeAnswer(value, { mark, headers: {} } as unknown as MarkedRequest, response, { gateWrites: true });
  }

  const facts = { previousPage: null, currentPage: 1, nextPage: 2, totalPages: 2, totalRecords: 3, listedRecords: 2 };

  it('passes on a page whose texts were built for the caller, with its paging facts', () => {
    const items = ['1', '2'].map((id) => new JsonText(`{"id":${id}}`, ['id']));
    expect(JSON.parse(answer(pageOf(items, 3)) as string)).toEqual({
      ...{ status: 200, message: 'Done', data: [{ id: 1 }, { id: 2 }], pagination: facts, successful: true },
    });
  });

  it('wraps an empty page', () => {
    expect(answer(pageOf([]))).toMatchObject({ data: [], pagination: { totalRecords: 0, listedRecords: 0 } });
  });

  it.each([
    ['other', ['name']],
    ['more', ['id', 'name']],
    ['fewer', []],
  ])('refuses a page when one text was built for %s keys', (_case, keys) => {
    const items = [new JsonText('{"id":1}', ['id']), new JsonText('{"id":2}', keys)];
    expect(() => answer(pageOf(items))).toThrow('not built for the keys');
  });

  it('refuses a single text that was built for other keys', () => {
    expect(() => answer(new JsonText('{}', ['name']), one(Object))).toThrow('not built for the keys');
    expect(answer(new JsonText('{"id":1}', ['id']), one(Object))).toContain('"data":{"id":1}');
  });

  it('never passes on a page of texts and values', () => {
    const mixed = pageOf<unknown>([
      new JsonText('{"id":1,"name":"hidden"}', ['id', 'name']),
      { id: 2, name: 'hidden' },
    ]);
    expect(JSON.stringify(answer(mixed))).not.toContain('hidden');
  });
});
