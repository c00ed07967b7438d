import fc from 'fast-check';
import { idMapOf } from './id-map';

type Item = Parameters<typeof idMapOf>[0][number];

/** Few different values, so that many items are alike. */
const contents = fc.record({
  catalogItem: fc.option(fc.record({ id: fc.integer({ min: 1, max: 2 }), identifier: fc.constant('x') })),
  forecastDescription: fc.option(fc.constantFrom('Service', 'Product')),
  productDescription: fc.constantFrom('Labor', 'Switch'),
  quantity: fc.integer({ min: 1, max: 2 }),
  revenue: fc.constantFrom(0, 100),
  cost: fc.constantFrom(0, 50),
});

/** Items in the order that was asked for, under ids in no order. */
const asked: fc.Arbitrary<Item[]> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 1_000 }), contents), {
    ...{ minLength: 1, maxLength: 15, selector: ([id]) => id },
  })
  .map((items) => items.map(([id, content]) => ({ ...content, id, sequenceNumber: 0 })));

const shuffled = <T>(items: readonly T[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

/** The same items in their places, those with `isNew` under ids that nobody had. */
const placed = (items: readonly Item[], isNew: (place: number) => boolean): Item[] =>
  items.map((item, place) => ({
    ...item,
    id: isNew(place) ? 10_000 + ((place * 7) % 101) : item.id,
    sequenceNumber: place + 1,
  }));

const withoutId = ({ id: _, sequenceNumber: __, ...content }: Item) => content;

describe('idMapOf', () => {
  it('is the identity when ConnectWise keeps the ids', () => {
    fc.assert(
      fc.property(
        asked.chain((items) => fc.tuple(fc.constant(items), shuffled(placed(items, () => false)))),
        ([before, after]) => {
          expect([...idMapOf(before, after)]).toEqual(before.map(({ id }) => [id, id]));
        },
      ),
    );
  });

  it('leads every item to the one in its place when some or all are made anew, alike ones too', () => {
    const cases = asked.chain((before) =>
      fc
        .oneof(
          fc.constant(() => true),
          fc.func(fc.boolean()),
        )
        .chain((isNew) => fc.tuple(fc.constant(before), shuffled(placed(before, (place) => isNew(place))))),
    );
    fc.assert(
      fc.property(cases, ([before, after]) => {
        const ids = idMapOf(before, after);
        expect(new Set(ids.values()).size).toBe(before.length);
        before.forEach((old, place) => {
          const now = after.find(({ id }) => id === ids.get(old.id));
          expect(now && withoutId(now)).toEqual(withoutId(old));
          expect(now?.sequenceNumber).toBe(place + 1);
        });
      }),
    );
  });

  it('never leads two items to one, whatever became of them', () => {
    fc.assert(
      fc.property(asked, asked, (before, after) => {
        const ids = idMapOf(before, after);
        expect(new Set(ids.values()).size).toBe(ids.size);
        const known = new Set(after.map(({ id }) => id));
        expect([...ids.values()].filter((id) => !known.has(id))).toEqual([]);
      }),
    );
  });

  it('finds an item that was also changed by its place, and leaves out one that is gone', () => {
    const item = (id: number, sequenceNumber: number, revenue: number): Item => ({
      ...{ id, sequenceNumber, revenue, catalogItem: null, forecastDescription: null, productDescription: null },
      ...{ quantity: 1, cost: 0 },
    });
    const before = [item(1, 2, 10), item(2, 1, 20), item(3, 3, 30)];
    expect([...idMapOf(before, [item(11, 1, 10), item(12, 2, 99)])]).toEqual([
      [1, 11],
      [2, 12],
    ]);
  });
});
