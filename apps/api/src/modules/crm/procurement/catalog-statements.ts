import { statement } from '@app/database';
import { itemJson, linkedItemsJson, linkedTo } from './catalog-json';

const MAX_LISTED = 500;

/** The id behind `$1`: an id, or as a number `$2` an id of ConnectWise; where `$3` says so also an identifier there. */
export const RESOLVE = statement(
  'catalog-resolve',
  `select id, cw_catalog_id as "cwCatalogId", name from (
     select c.*, 1 as place from catalog_items c where cw_catalog_id = $2
     union all select c.*, 2 from catalog_items c where id = $1
     union all select c.*, 3 from catalog_items c where $3::boolean and identifier = $1
   ) as found order by place, active desc, cw_catalog_id limit 1`,
);

/** `$1` keys, `$2` the id. */
export const FETCH = statement('catalog-fetch', `select ${itemJson()} as json from catalog_items c where c.id = $2`);

/** `$3` the keys of the linked items, which may be fewer. */
export const FETCH_WITH_LINKS = statement(
  'catalog-fetch-with-links',
  `select ${itemJson(linkedItemsJson)} as json from catalog_items c where c.id = $2`,
);

export const LINKED = statement(
  'catalog-linked',
  `select '[' || coalesce(string_agg(json, ',' order by name, id), '') || ']' as json from (
     select ${itemJson()} as json, c.name, c.id from ${linkedTo('$2')} as l join catalog_items c on c.id = l.id
      order by c.name, c.id limit ${MAX_LISTED}) as listed`,
);

export const COUNT_LINKS = statement(
  'catalog-count-links',
  `select count(*)::int as links from ${linkedTo('$1')} as l`,
);

/** `returning` tells whether there was anything to do. */
export const LINK = statement(
  'catalog-link',
  `insert into catalog_links (low_id, high_id)
   values (least($1 collate "C", $2 collate "C"), greatest($1 collate "C", $2 collate "C"))
   on conflict do nothing returning low_id`,
);

export const UNLINK = statement(
  'catalog-unlink',
  `delete from catalog_links where low_id = least($1 collate "C", $2 collate "C")
     and high_id = greatest($1 collate "C", $2 collate "C") returning low_id`,
);

export const TOUCH = statement(
  'catalog-touch',
  'update catalog_items set updated_at = now() where id = any ($1::text[])',
);

/** Serialises changes of an item's links, so that they can be counted. */
export const LOCK = statement(
  'catalog-lock',
  'select id from catalog_items where id = any ($1::text[]) order by id for no key update',
);

export const VERSION = statement('catalog-version', 'select version::text as version from catalog_state');

const distinct = (column: string, scope: string): string =>
  `array(select distinct ${column} from catalog_items c
    where ${column} <> '' and ($3::boolean or c.active) ${scope} order by 1 limit 10000)`;

/** `$1` category, `$2` subcategory, `$3` whether inactive items count. */
export const FILTER_VALUES = statement(
  'catalog-filter-values',
  `select version::text as version,
     ${distinct('category', '')} as categories,
     ${distinct('subcategory', 'and ($1::text is null or category = $1)')} as subcategories,
     ${distinct(
       'manufacturer',
       'and ($1::text is null or category = $1) and ($2::text is null or subcategory = $2)',
     )} as manufacturers
   from catalog_state`,
);

export const CATEGORIES = statement('catalog-categories', 'select categories from catalog_state');

export const KEEP_CATEGORIES = statement(
  'catalog-keep-categories',
  'update catalog_state set categories = $1::jsonb where categories is distinct from $1::jsonb',
);

export const SET_ON_HAND = statement(
  'catalog-set-on-hand',
  `update catalog_items c set on_hand = g.on_hand, updated_at = now()
     from unnest($1::text[], $2::numeric[]) as g (id, on_hand) where c.id = g.id and c.on_hand <> g.on_hand
   returning c.id`,
);

export const STAMP_ON_HAND = statement(
  'catalog-stamp-on-hand',
  'update catalog_items set on_hand_at = now() where id = any ($1::text[]) returning id, on_hand::float8 as "onHand"',
);

/** Of the items with the ids `$1` in ConnectWise. */
export const ON_HAND = statement(
  'catalog-on-hand',
  `select cw_catalog_id as "cwCatalogId", on_hand::float8 as "onHand" from catalog_items
    where cw_catalog_id = any ($1::int[])`,
);
