import { DomainError } from '@app/kernel';
import { Choice, Email, Flag, FreeForm, Integer, ListOf, Nested, Text, validateInput } from '.';

class Lock {
  @Text({ max: 5 })
  code: string;
}

class Door {
  @Text({ min: 1, max: 10, pattern: /^[a-z]+$/ })
  name: string;

  @Integer({ min: 0, max: 9, optional: true })
  floor?: number;

  @Flag({ optional: true })
  open?: boolean;

  @Email({ optional: true, nullable: true })
  owner?: string | null;

  @Choice(['wood', 'steel'], { optional: true })
  material?: string;

  @ListOf('text', { optional: true, max: 2, each: { max: 3 } })
  tags?: string[];

  @Nested(() => Lock, { optional: true })
  lock?: Lock;

  @ListOf(() => Lock, { optional: true })
  spare?: Lock[];

  @ListOf('integer', { optional: true, max: 3, each: { min: 1 } })
  steps?: number[];

  @FreeForm({ type: 'object', additionalProperties: true }, { optional: true })
  notes?: object;
}

const issuesOf = (value: unknown, source: 'body' | 'query' = 'body') => {
  try {
    validateInput(Door, value, source);
  } catch (error) {
    return (error as DomainError).details.issues?.map(({ path, code }) => `${path.join('.')} ${String(code)}`);
  }
  return [];
};

describe('validateInput', () => {
  it('gives an instance with the declared keys only', () => {
    const door = validateInput(Door, { name: 'a', floor: 1, evil: true, ['__proto__']: { admin: true } }, 'body');
    expect(door).toBeInstanceOf(Door);
    expect(Object.fromEntries(Object.entries(door))).toEqual({ name: 'a', floor: 1 });
  });

  it.each<[string, unknown, string[]]>([
    ['a missing key', {}, ['body.name required']],
    ['no body', undefined, ['body.name required']],
    ['an array', [], ['body isObject']],
    ['a text', 'x', ['body isObject']],
    ['another type', { name: 1 }, ['body.name isString']],
    ['too long', { name: 'abcdefghijk' }, ['body.name maxLength']],
    ['a pattern', { name: 'A' }, ['body.name matches']],
    ['U+0000', { name: 'a\u0000' }, ['body.name isStorable']],
    ['null where it is not allowed', { name: 'a', floor: null }, ['body.floor isInt']],
    ['null where it is', { name: 'a', owner: null }, []],
    ['a number as text in a body', { name: 'a', floor: '1' }, ['body.floor isInt']],
    ['a fraction', { name: 'a', floor: 1.5 }, ['body.floor isInt']],
    ['a list too long', { name: 'a', tags: ['a', 'b', 'c'] }, ['body.tags arrayMaxSize']],
    ['an item too long', { name: 'a', tags: ['abcd'] }, ['body.tags maxLength']],
    ['a number too small', { name: 'a', steps: [1, 0] }, ['body.steps min']],
    ['a text among numbers', { name: 'a', steps: [1, '2'] }, ['body.steps isInt']],
    ['whole numbers', { name: 'a', steps: [3, 1, 2] }, []],
    ['a nested key', { name: 'a', lock: {} }, ['body.lock.code required']],
    ['a nested item', { name: 'a', spare: [{ code: 'x' }, { code: 1 }] }, ['body.spare.1.code isString']],
    ['a text for an object', { name: 'a', lock: 'x' }, ['body.lock isObject']],
    ['a list for an object', { name: 'a', lock: [] }, ['body.lock isObject']],
    ['none of a choice', { name: 'a', material: 'glass' }, ['body.material isIn']],
  ])('names the field of %s', (_, value, issues) => expect(issuesOf(value)).toEqual(issues));

  it('reads numbers, flags and single items from a query', () => {
    const query = { name: 'a', floor: '3', open: 'true', tags: 'x' };
    expect(Object.entries(validateInput(Door, query, 'query'))).toEqual(
      Object.entries({ name: 'a', floor: 3, open: true, tags: ['x'] }),
    );
    expect(issuesOf({ name: 'a', floor: '' }, 'query')).toEqual(['query.floor isInt']);
    expect(issuesOf({ name: 'a', open: 'perhaps' }, 'query')).toEqual(['query.open isBoolean']);
    expect(issuesOf({ name: ['a', 'b'] }, 'query')).toEqual(['query.name isString']);
  });

  it('refuses open JSON that is too deep, without overflowing', () => {
    let deep: object = {};
    for (let level = 0; level < 20_000; level += 1) deep = { deep };
    expect(issuesOf({ name: 'a', notes: deep })).toEqual(['body.notes isStorable']);
    expect(issuesOf({ name: 'a', unknown: deep })).toEqual([]);
  });
});
