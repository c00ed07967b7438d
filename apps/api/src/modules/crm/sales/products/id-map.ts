import type { CwForecastItem } from '../../connectwise';

type Item = Pick<
  CwForecastItem,
  | 'id'
  | 'catalogItem'
  | 'forecastDescription'
  | 'productDescription'
  | 'quantity'
  | 'revenue'
  | 'cost'
  | 'sequenceNumber'
>;

/** By what an item is recognised when it comes back under another id. */
const likenessOf = (item: Item): string =>
  JSON.stringify([
    ...[item.catalogItem?.id ?? null, item.forecastDescription, item.productDescription],
    ...[item.quantity, item.revenue, item.cost],
  ]);

const bySequence = (one: Item, other: Item): number => one.sequenceNumber - other.sequenceNumber || one.id - other.id;

/**
 * The ids that items have after a change of their order, by the ids they had. ConnectWise may keep them or make items
 * anew: an id that is still there stays, the others are found again by what they are, alike ones in their order, and
 * what was changed meanwhile by its place. An item that is gone is left out; no two get the same id.
 *
 * @param before in the order that was asked for
 */
export function idMapOf(before: readonly Item[], after: readonly Item[]): Map<number, number> {
  const ids = new Map<number, number>();
  const free = new Map(after.map((item) => [item.id, item]));
  const take = (old: Item, found: Item | undefined): void => {
    if (!found) return;
    ids.set(old.id, found.id);
    free.delete(found.id);
  };
  const open = () => before.filter(({ id }) => !ids.has(id));
  for (const old of before) take(old, free.get(old.id));
  for (const old of open()) {
    const like = [...free.values()].filter((item) => likenessOf(item) === likenessOf(old));
    take(old, like.sort(bySequence)[0]);
  }
  for (const old of open()) {
    const place = before.indexOf(old) + 1;
    take(
      old,
      [...free.values()].find(({ sequenceNumber }) => sequenceNumber === place),
    );
  }
  return ids;
}
