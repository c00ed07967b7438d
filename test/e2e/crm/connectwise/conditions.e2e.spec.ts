import fc from 'fast-check';
import * as cw from '../../../../apps/api/src/modules/crm/connectwise';
import { matches } from '../../../../apps/upstreams/src/connectwise/query/evaluate-condition';
import { parseCondition } from '../../../../apps/upstreams/src/connectwise/query/parse-condition';
import { connectTo, type ConnectWiseFixture, startSimulator } from '../../../support/connectwise';

const UNSEARCHABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
/** What somebody would type who knows the grammar. */
const HOSTILE = [
  '"',
  '\\',
  '\\"',
  "'",
  '" or id > 0 or name = "',
  '")',
  '[',
  ']',
  '*',
  '%',
  '&fields=',
  '#',
  '\n',
  '\0',
];

const anyText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 6 })
  .map((parts) => parts.join(''));
const searchable = anyText.filter((text) => !UNSEARCHABLE.test(text));
const path = fc.constantFrom('name', 'company/id', 'lastUpdated');
const anyValue = fc.oneof(
  searchable,
  fc.integer(),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
    .map((value) => Math.round(value * 100) / 100),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }).map((date) => {
    date.setMilliseconds(0);
    return date;
  }),
);

const comparison = (operator: string, at: string, ...values: unknown[]) => ({
  ...{ kind: 'comparison', path: at, operator, values },
});

describe('conditions as ConnectWise reads them', () => {
  it.each([
    ['=', cw.equal],
    ['!=', cw.notEqual],
    ['<', cw.less],
    ['<=', cw.lessOrEqual],
    ['>', cw.greater],
    ['>=', cw.greaterOrEqual],
  ] as const)('are one comparison by %s with exactly the value that was given', (operator, build) => {
    fc.assert(
      fc.property(path, anyValue, (at, value) => {
        // A zero below zero is none once it is written.
        const given = value === 0 ? 0 : value;
        expect(parseCondition(build(at, given).text)).toEqual(comparison(operator, at, given));
      }),
      { numRuns: 300 },
    );
  });

  it('keep any text inside its literal', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (UNSEARCHABLE.test(text)) {
          expect(() => cw.contains('name', text)).toThrow(expect.objectContaining({ status: 400 }));
          return;
        }
        expect(parseCondition(cw.contains('name', text).text)).toEqual(comparison('contains', 'name', text));
        expect(parseCondition(cw.like('name', text).text)).toEqual(comparison('like', 'name', text));
        expect(parseCondition(cw.oneOf('name', [text, 5]).text)).toEqual(comparison('in', 'name', text, 5));
      }),
      { numRuns: 1_000 },
    );
  });

  it('mean what their parts mean, however they are joined', () => {
    const { tree } = fc.letrec<{ tree: { condition: cw.Condition; holds: (id: number) => boolean } }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.integer({ min: 0, max: 9 }).map((value) => ({
          condition: cw.equal('id', value),
          holds: (id: number) => id === value,
        })),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts) => ({
          condition: cw.all(...parts.map(({ condition }) => condition)),
          holds: (id: number) => parts.every(({ holds }) => holds(id)),
        })),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts) => ({
          condition: cw.any(...parts.map(({ condition }) => condition)),
          holds: (id: number) => parts.some(({ holds }) => holds(id)),
        })),
        tie('tree').map((part) => ({ condition: cw.not(part.condition), holds: (id: number) => !part.holds(id) })),
      ),
    }));
    fc.assert(
      fc.property(tree, ({ condition, holds }) => {
        const parsed = parseCondition(condition.text);
        for (let id = 0; id < 10; id += 1) expect(matches(parsed, { id })).toBe(holds(id));
      }),
    );
  });

  it.each(['', 'a b', 'id = 1 or id', '/id', 'id/', 'na"me', '1d'])('take no path %j', (wrong) => {
    expect(() => cw.equal(wrong, 1)).toThrow('is no path');
  });

  it('take no numbers that are none, and no empty lists', () => {
    expect(() => cw.equal('id', NaN)).toThrow('finite');
    expect(() => cw.oneOf('id', [])).toThrow('at least one');
    expect(() => cw.all()).toThrow('at least one');
  });
});

describe('conditions over HTTP', () => {
  let fixture: ConnectWiseFixture;

  beforeAll(async () => {
    fixture = connectTo(await startSimulator());
  });

  afterAll(async () => {
    await fixture.close();
    await fixture.server.close();
  });

  it('reach the other side as they are, and find nothing more', async () => {
    const names = (await fixture.client.page(cw.companies)).records.map(({ name }) => name.toLowerCase());
    await fc.assert(
      fc.asyncProperty(searchable, async (text) => {
        const count = await fixture.client.count(cw.companies, { where: cw.contains('name', text) });
        expect(count).toBe(names.filter((name) => name.includes(text.toLowerCase())).length);
      }),
      { numRuns: 60 },
    );
  });
});
