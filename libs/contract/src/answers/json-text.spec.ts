import { of, firstValueFrom } from 'rxjs';
import type { CallHandler, ExecutionContext } from '@nestjs/common';
import { PermissionSet, type Page } from '@app/kernel';
import { toRouteSpec, type RouteOptions } from '../routing/route-spec';
import { one, page } from '../routing/shape';
import { surfaces } from '../surfaces';
import { ContractOptions } from './contract-options';
import { EnvelopeInterceptor } from './envelope.interceptor';
import { isPrepared, JsonParts, JsonText, spliceJson, textsOf } from './json-text';

const pageOf = <T>(items: T[], total = items.length): Page<T> => ({ items, total, page: 1, size: 2 });

describe('prepared texts', () => {
  it.each([
    ['a text', new JsonText('{}'), true],
    ['a page of texts', pageOf([new JsonText('1'), new JsonText('2')]), true],
    ['an empty page', pageOf([]), false],
    ['a page of values', pageOf([{ id: 1 }]), false],
    ['a page of both', pageOf([new JsonText('1'), { id: 1 }]), false],
    ['a list of texts', [new JsonText('1')], false],
    ['null', null, false],
    ['nothing', undefined, false],
  ])('%s: %#', (_name, value, expected) => expect(isPrepared(value)).toBe(expected));

  it('stand in the wrapped answer as they are, whatever they hold', () => {
    const text = `{"name":"$& $1 \\"@@json-text@@\\" \\u2028"}`;
    expect(spliceJson(new JsonText(text), (data) => ({ status: 200, data }))).toBe(`{"status":200,"data":${text}}`);
  });

  it('that are encoded already stay the same bytes between the words around them', () => {
    const bytes = Buffer.from('[{"name":"größer"}]');
    const parts = spliceJson(new JsonText(bytes), (data) => ({ status: 200, data }));
    expect(parts).toEqual(new JsonParts(['{"status":200,"data":', bytes, '}']));
    expect((parts as JsonParts).parts[1]).toBe(bytes);
    expect((parts as JsonParts).byteLength).toBe(Buffer.byteLength('{"status":200,"data":[{"name":"größer"}]}'));
  });

  it('of a page stand in their order, and the wrapping counts them', () => {
    const texts = ['{"name":"@@json-text@@"}', '"@@json-text@@"', '[3]'].map((text) => new JsonText(text));
    const prepared = pageOf(texts, 7);
    const wrap = (value: unknown) => {
      const { items, total } = value as Page<unknown>;
      return { data: items, total, listed: items.length };
    };
    expect(textsOf(prepared)).toEqual(texts);
    expect(spliceJson(prepared, wrap)).toBe(
      '{"data":[{"name":"@@json-text@@"},"@@json-text@@",[3]],"total":7,"listed":3}',
    );
  });
});

describe('a gated route', () => {
  const gate = { scope: 'obj.thing', fields: ['id', 'name'] } as RouteOptions['gate'];
  const options = new ContractOptions({
    gateWrites: true,
    translateError: () => undefined,
    onFault: () => undefined,
  });

  function answer(value: unknown, returns = page(Object), held = ['obj.thing.id']): Promise<unknown> {
    const route = toRouteSpec({ get: '', access: 'signed-in', returns, gate, message: 'Done', summary: '' });
    const actor = { principal: { permissions: new PermissionSet(held) } };
    const mark = { route, actor, surface: surfaces.optima, requestId: 'r', dialect: 'documented' };
    const http = { getRequest: () => ({ mark, headers: {} }), getResponse: () => ({ setHeader: () => undefined }) };
    const context = { switchToHttp: () => http } as unknown as ExecutionContext;
    const next: CallHandler = { handle: () => of(value) };
    return firstValueFrom(new EnvelopeInterceptor(options).intercept(context, next));
  }

  const facts = { previousPage: null, currentPage: 1, nextPage: 2, totalPages: 2, totalRecords: 3, listedRecords: 2 };

  it('passes on a page whose texts were built for the caller, with its paging facts', async () => {
    const items = ['1', '2'].map((id) => new JsonText(`{"id":${id}}`, ['id']));
    expect(JSON.parse((await answer(pageOf(items, 3))) as string)).toEqual({
      ...{ status: 200, message: 'Done', data: [{ id: 1 }, { id: 2 }], pagination: facts, successful: true },
    });
  });

  it('wraps an empty page', async () => {
    expect(await answer(pageOf([]))).toMatchObject({ data: [], pagination: { totalRecords: 0, listedRecords: 0 } });
  });

  it.each([
    ['other', ['name']],
    ['more', ['id', 'name']],
    ['fewer', []],
  ])('refuses a page when one text was built for %s keys', async (_case, keys) => {
    const items = [new JsonText('{"id":1}', ['id']), new JsonText('{"id":2}', keys)];
    await expect(answer(pageOf(items))).rejects.toThrow('not built for the keys');
  });

  it('refuses a single text that was built for other keys', async () => {
    await expect(answer(new JsonText('{}', ['name']), one(Object))).rejects.toThrow('not built for the keys');
    expect(await answer(new JsonText('{"id":1}', ['id']), one(Object))).toContain('"data":{"id":1}');
  });

  it('never passes on a page of texts and values', async () => {
    const mixed = pageOf<unknown>([
      new JsonText('{"id":1,"name":"hidden"}', ['id', 'name']),
      { id: 2, name: 'hidden' },
    ]);
    expect(JSON.stringify(await answer(mixed))).not.toContain('hidden');
  });
});
