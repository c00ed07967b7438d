import { statement, type Statement } from '@app/database';
import { itemJson } from './catalog-json';

/**
 * How the rows are found: `list` walks through all by name and keeps what fits, `search` by the index of trigrams,
 * `category`, `subcategory` and `group` by the index of that column. Other filters are looked at on the way. Each is a
 * statement of its own: with "or is null" for the column of an index, no plan could use it.
 */
const catalogPaths = ['list', 'search', 'category', 'subcategory', 'group'] as const;
export type CatalogPath = (typeof catalogPaths)[number];

/**
 * `$2` category, `$3` subcategory, `$4` group, `$5` search, `$6` manufacturer, `$7` whether in stock, `$8` and `$9` the
 * lowest and the highest price, `$10` the rules of an ecosystem. The inner `select`s let a pattern be made once and not
 * for every row.
 */
const FILTERS = {
  category: 'c.category = $2',
  subcategory: 'c.subcategory = $3',
  group: 'c.subcategory_group = $4',
  search: 'c.search like (select containing($5))',
} as const;

/** The dear ones come last: behind the `case`, they are looked at in this order. */
const OTHERS = `
  (not $7::boolean or c.on_hand > 0)
  and ($8::numeric is null or c.price >= $8) and ($9::numeric is null or c.price <= $9)
  and ($6::text is null or searchable(c.manufacturer) like (select containing($6)))
  and ($10::jsonb is null or exists (
    select 1 from jsonb_to_recordset($10)
      as r ("cwId" integer, name text, category text, "subcategoryPrefix" text)
     where (c.manufacturer_cw_id = r."cwId" or lower(c.manufacturer) = lower(r.name))
       and c.category = r.category and starts_with(c.subcategory, r."subcategoryPrefix")))`;

const PARAMETERS = { category: '$2', subcategory: '$3', group: '$4', search: '$5' } as const;

/** A filter that is not the way to the rows may be absent; it must not tempt the planner to its index either. */
const optional = (name: keyof typeof FILTERS): string => {
  const condition = name === 'search' ? "c.search || '' like (select containing($5))" : FILTERS[name];
  return `(${PARAMETERS[name]}::text is null or ${condition})`;
};

/**
 * To the planner each "or is null" looks as if it left next to nothing, eight of them as if there was no list to walk
 * through. Behind a `case` they look like one condition that every other row meets.
 */
function condition(path: CatalogPath, activeOnly: boolean): string {
  const names = Object.keys(FILTERS) as (keyof typeof FILTERS)[];
  const ways = names.filter((name) => name === path).map((name) => FILTERS[name]);
  const others = [...names.filter((name) => name !== path).map(optional), OTHERS];
  return [
    ...(activeOnly ? ['c.active'] : []),
    ...ways,
    `case when ${others.join(' and ')} then true else false end`,
  ].join(' and ');
}

/** `$1` keys, `$11` rows from `$12` on; each row with the version of the catalogue that it was read at. */
const page = (path: CatalogPath, activeOnly: boolean): Statement =>
  statement(
    `catalog-page-${path}${activeOnly ? '-active' : ''}`,
    `select s.version::text as version, page.json from catalog_state s left join (
       select ${itemJson()} as json, c.name, c.id from catalog_items c
        where ${condition(path, activeOnly)}
        order by c.name, c.id limit $11 offset $12
     ) as page on true order by page.name, page.id`,
  );

/** Without the keys: those parameters are there to keep the numbers of the others. */
const count = (path: CatalogPath, activeOnly: boolean): Statement =>
  statement(
    `catalog-count-${path}${activeOnly ? '-active' : ''}`,
    `select s.version::text as version, size.total from catalog_state s cross join (
       select count(*)::int as total from catalog_items c
        where $1::text[] is null and ${condition(path, activeOnly)}
     ) as size`,
  );

/** So many are few: goals of latency are set for fewer. */
export const MOST_IDS = 5_000;

/** In the order of the list, with parameters as `count` has them. */
const ids = (path: CatalogPath, activeOnly: boolean): Statement =>
  statement(
    `catalog-ids-${path}${activeOnly ? '-active' : ''}`,
    `select s.version::text as version, array(
       select c.cw_catalog_id from catalog_items c where $1::text[] is null and ${condition(path, activeOnly)}
        order by c.name, c.id limit ${MOST_IDS}
     ) as ids from catalog_state s`,
  );

/** `$1` keys, `$2` ids of ConnectWise: those items in that order, each with the version that it was read at. */
export const PAGE_OF = statement(
  'catalog-page-of-ids',
  `select s.version::text as version, page.json from catalog_state s left join (
     select ${itemJson()} as json, wanted.place
       from unnest($2::int[]) with ordinality as wanted (cw_id, place)
       join catalog_items c on c.cw_catalog_id = wanted.cw_id
   ) as page on true order by page.place`,
);

interface Listing {
  readonly page: Statement;
  readonly count: Statement;
  readonly ids: Statement;
}

const listings = new Map<string, Listing>(
  catalogPaths.flatMap((path) =>
    [true, false].map((activeOnly): [string, Listing] => [
      `${path} ${activeOnly}`,
      { page: page(path, activeOnly), count: count(path, activeOnly), ids: ids(path, activeOnly) },
    ]),
  ),
);

export function listingOf(path: CatalogPath, activeOnly: boolean): Listing {
  const found = listings.get(`${path} ${activeOnly}`);
  if (!found) throw new Error(`There is no way '${path}' to catalogue items`);
  return found;
}
