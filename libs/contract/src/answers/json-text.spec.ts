import type { Page } from '@app/kernel';
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
