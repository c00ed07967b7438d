import { decimal, flag, instant, integer, json, listOf, nullable, record, text, withDefault } from './shape';

const person = record({
  ...{ id: integer, name: text, title: nullable(text), inactive: withDefault(flag, false), rate: nullable(decimal) },
  ...{ company: nullable(record({ id: integer, name: text })), items: listOf(record({ value: text })) },
  ...{ since: nullable(instant), custom: listOf(json) },
});

describe('shapes', () => {
  it('keep what they name and fill in what is missing', () => {
    const value = {
      id: 1,
      name: 'Ada',
      more: true,
      company: { id: 2, name: 'Acme', _info: {} },
      items: [{ value: 'x' }],
    };
    expect(person.read({ ...value, since: '2026-02-28T20:57:52Z', custom: [null, 1] }, '')).toEqual({
      ...{ id: 1, name: 'Ada', title: null, inactive: false, rate: null, company: { id: 2, name: 'Acme' } },
      ...{ items: [{ value: 'x' }], since: new Date('2026-02-28T20:57:52Z'), custom: [null, 1] },
    });
  });

  it('know the fields to ask for', () => {
    expect(person.paths.join()).toBe('id,name,title,inactive,rate,company/id,company/name,items/value,since,custom');
  });

  it.each([
    [{ name: 'Ada' }, 'id', 'a whole number'],
    [{ id: 1.5, name: 'Ada' }, 'id', 'a whole number'],
    [{ id: 1, name: null }, 'name', 'a text'],
    [{ id: 1, name: 'Ada', inactive: 'no' }, 'inactive', 'true or false'],
    [{ id: 1, name: 'Ada', rate: '12' }, 'rate', 'a number'],
    [{ id: 1, name: 'Ada', company: 5 }, 'company', 'an object'],
    [{ id: 1, name: 'Ada', company: { id: 1 } }, 'company/name', 'a text'],
    [{ id: 1, name: 'Ada', items: {} }, 'items', 'a list'],
    [{ id: 1, name: 'Ada', items: [{ value: 'x' }, {}] }, 'items/1/value', 'a text'],
    [{ id: 1, name: 'Ada', since: 'yesterday' }, 'since', 'a date'],
    [[], '', 'an object'],
  ])('refuse %j by its place', (value, path, expected) => {
    expect(() => person.read(value, '')).toThrow(expect.objectContaining({ path, expected }));
  });
});
