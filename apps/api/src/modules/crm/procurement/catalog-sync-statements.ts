import { statement } from '@app/database';
import { noOlderThan } from '../sync';

/** A column of the table, its type, and the key of the row that it is filled from. */
const COLUMNS: Readonly<Record<string, string>> = {
  identifier: 'text',
  name: 'text',
  description: 'text',
  customer_description: 'text',
  internal_notes: 'text',
  category: 'text',
  category_cw_id: 'integer',
  subcategory: 'text',
  subcategory_cw_id: 'integer',
  manufacturer: 'text',
  manufacturer_cw_id: 'integer',
  part_number: 'text',
  vendor_name: 'text',
  vendor_sku: 'text',
  vendor_cw_id: 'integer',
  price: 'numeric',
  cost: 'numeric',
  product_class: 'text',
  inactive: 'boolean',
  sales_taxable: 'boolean',
  cw_last_updated: 'timestamptz',
};

const names = Object.keys(COLUMNS);
const prefixed = (prefix: string): string => names.map((name) => `${prefix}.${name}`).join(', ');

/**
 * Items of ConnectWise, `$1` a list of them as JSON. Rows that would stay as they are are left alone, and no older state
 * overwrites a newer one.
 */
export const KEEP = statement(
  'catalog-keep',
  `insert into catalog_items as c (id, cw_catalog_id, ${names.join(', ')})
   select r.id, r.cw_catalog_id, ${prefixed('r')} from jsonb_to_recordset($1::jsonb)
     as r (id text, cw_catalog_id integer, ${names.map((name) => `${name} ${COLUMNS[name]}`).join(', ')})
   on conflict (cw_catalog_id) do update set ${names.map((name) => `${name} = excluded.${name}`).join(', ')},
     cw_deleted_at = null, updated_at = now()
   where (${prefixed('c')}, c.cw_deleted_at) is distinct from (${prefixed('excluded')}, null)
     and ${noOlderThan('c')}
   returning xmax = 0 as created`,
);

/** What was added here since the reading began at `$4` may have been added there behind it. */
export const MARK_MISSING = statement(
  'catalog-mark-missing',
  `update catalog_items set cw_deleted_at = now(), updated_at = now()
    where cw_catalog_id > $1 and ($2::int is null or cw_catalog_id <= $2) and cw_catalog_id <> all ($3::int[])
      and cw_deleted_at is null and created_at < $4
   returning id`,
);
