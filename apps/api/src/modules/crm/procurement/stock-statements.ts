import { statement } from '@app/database';

/** After so long what is known of an item on hand counts for little. */
const OLD = `interval '6 hours'`;

const IS_STOCKED = `not i.inactive and i.cw_deleted_at is null and i.product_class = 'Inventory'`;

/**
 * Items that lie in warehouses and of which it is not known how many, or not any more. What all warehouses were read for
 * last holds for every item that was here by then.
 */
const DUE = `${IS_STOCKED}
  and (i.on_hand_at is null or greatest(i.on_hand_at, s.stock_read_at) < now() - ${OLD})`;

export const STOCK_STATE = statement(
  'catalog-stock-state',
  `select count(*)::int as due, min(i.cw_catalog_id) as first, now() as now,
          (select stock_read_at from catalog_state) as "readAt"
     from catalog_items i cross join catalog_state s where ${DUE}`,
);

/** `$1` of them, those first that were never looked for. */
export const STOCK_DUE = statement(
  'catalog-stock-due',
  `select i.id, i.cw_catalog_id as "cwCatalogId" from catalog_items i cross join catalog_state s
    where ${DUE} order by i.on_hand_at nulls first, i.cw_catalog_id limit $1`,
);

/** Of the ids `$1` in ConnectWise, at most `$2`. */
export const STOCKED = statement(
  'catalog-stocked',
  `select i.id, i.cw_catalog_id as "cwCatalogId" from catalog_items i
    where ${IS_STOCKED} and i.cw_catalog_id = any ($1::int[]) order by i.cw_catalog_id limit $2`,
);

/** The last id of ConnectWise among the `$2` that follow `$1`; null behind the end. */
export const RANGE_END = statement(
  'catalog-range-end',
  `select max(cw_catalog_id) as "upTo" from (
     select cw_catalog_id from catalog_items where cw_catalog_id > $1 order by cw_catalog_id limit $2) as range`,
);

/**
 * Items with ids of ConnectWise above `$1` up to `$2` of which `$4` lie in warehouses, by the ids `$3`, and nothing of the
 * others; but what was asked for singly since `$5` is newer.
 */
const FOUND = `from catalog_items i left join unnest($3::int[], $4::numeric[]) as f (cw_catalog_id, on_hand)
    on f.cw_catalog_id = i.cw_catalog_id
  where i.cw_catalog_id > $1 and i.cw_catalog_id <= $2 and (i.on_hand_at is null or i.on_hand_at < $5)`;

/** Asked first: setting what is on hand counts as a change of the catalogue, even if it changes no row. */
export const IS_OTHER = statement(
  'catalog-stock-is-other',
  `select exists (select ${FOUND} and i.on_hand <> coalesce(f.on_hand, 0)) as other`,
);

export const SET_STOCK = statement(
  'catalog-set-stock',
  `update catalog_items c set on_hand = g.on_hand, on_hand_at = $5, updated_at = now()
     from (select i.id, coalesce(f.on_hand, 0) as on_hand ${FOUND} and i.on_hand <> coalesce(f.on_hand, 0)) as g
    where c.id = g.id`,
);

/** That nothing has changed is news of those of which nothing was known. */
export const STAMP_UNKNOWN = statement(
  'catalog-stamp-unknown',
  `update catalog_items set on_hand_at = $3 where cw_catalog_id > $1 and cw_catalog_id <= $2 and on_hand_at is null`,
);

export const STAMP_READING = statement('catalog-stamp-reading', 'update catalog_state set stock_read_at = $1');
