/** Names of ConnectWise with their ids there. */
export interface Subcategory {
  readonly name: string;
  readonly cwId: number;
}

export type CategoryEntry =
  | { readonly type: 'subcategory'; readonly name: string; readonly cwId: number }
  | { readonly type: 'group'; readonly name: string; readonly subcategories: readonly Subcategory[] };

export interface Category {
  readonly name: string;
  readonly cwId: number;
  readonly entries: readonly CategoryEntry[];
}

/** An item belongs to it when its manufacturer, its category and the beginning of its subcategory fit one rule. */
export interface Ecosystem {
  readonly name: string;
  readonly manufacturers: readonly {
    readonly name: string;
    readonly cwId: number;
    readonly category: string;
    readonly subcategoryPrefix: string;
  }[];
}

interface Named {
  readonly id: number;
  readonly name: string;
}

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : Number(one.name > other.name);

/** ConnectWise knows no groups: a group is what stands before the first hyphen of the names of its subcategories. */
export const groupOf = (name: string): string | null => (name.indexOf('-') > 0 ? (name.split('-')[0] ?? null) : null);

export function toTree(
  categories: readonly Named[],
  subcategories: readonly (Named & { readonly category: Named | null })[],
): Category[] {
  return [...categories].sort(byName).map(({ id, name }) => {
    const own = subcategories.filter(({ category }) => category?.id === id).sort(byName);
    return { name, cwId: id, entries: entriesOf(own.map((each) => ({ name: each.name, cwId: each.id }))) };
  });
}

function entriesOf(subcategories: readonly Subcategory[]): CategoryEntry[] {
  const groups = new Map<string, Subcategory[]>();
  const entries: CategoryEntry[] = [];
  for (const subcategory of subcategories) {
    const name = groupOf(subcategory.name);
    const group = name === null ? undefined : groups.get(name);
    if (name === null) entries.push({ type: 'subcategory', ...subcategory });
    else if (group) group.push(subcategory);
    else {
      const members = [subcategory];
      groups.set(name, members);
      entries.push({ type: 'group', name, subcategories: members });
    }
  }
  return entries.sort(byName);
}
