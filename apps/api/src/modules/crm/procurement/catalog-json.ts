import { jsonMoment, jsonObject, jsonValue } from '@app/database';

const decimal = (column: string): string => `trim_scale(${column})::text`;
const flag = (condition: string): string => `(${condition})::text`;

/** A catalogue item `c` as JSON, of the keys in `$1`; with its links when they are asked for. */
export const itemJson = (linkedItems?: string): string =>
  jsonObject('$1', {
    id: jsonValue('c.id'),
    cwCatalogId: jsonValue('c.cw_catalog_id'),
    identifier: jsonValue('c.identifier'),
    name: jsonValue('c.name'),
    description: jsonValue('c.description'),
    customerDescription: jsonValue('c.customer_description'),
    internalNotes: jsonValue('c.internal_notes'),
    category: jsonValue('c.category'),
    categoryCwId: jsonValue('c.category_cw_id'),
    subcategory: jsonValue('c.subcategory'),
    subcategoryCwId: jsonValue('c.subcategory_cw_id'),
    manufacturer: jsonValue('c.manufacturer'),
    manufactureCwId: jsonValue('c.manufacturer_cw_id'),
    partNumber: jsonValue('c.part_number'),
    vendorName: jsonValue('c.vendor_name'),
    vendorSku: jsonValue('c.vendor_sku'),
    vendorCwId: jsonValue('c.vendor_cw_id'),
    price: decimal('c.price'),
    cost: decimal('c.cost'),
    inactive: flag('not c.active'),
    salesTaxable: flag('c.sales_taxable'),
    onHand: decimal('c.on_hand'),
    ...(linkedItems !== undefined && { linkedItems }),
    cwLastUpdated: jsonMoment('c.cw_last_updated'),
    createdAt: jsonMoment('c.created_at'),
    updatedAt: jsonMoment('c.updated_at'),
  });

/** The items linked to `c`, whichever of the two a link names first. */
export const linkedTo = (id: string): string =>
  `(select high_id as id from catalog_links where low_id = ${id}
    union all select low_id from catalog_links where high_id = ${id})`;

/** What an item shows of those linked to it, of the keys in `$3`. */
export const linkedItemsJson = `coalesce((
  select '[' || string_agg(${jsonObject('$3', {
    id: jsonValue('o.id'),
    cwCatalogId: jsonValue('o.cw_catalog_id'),
    identifier: jsonValue('o.identifier'),
    name: jsonValue('o.name'),
  })}, ',' order by o.name, o.id) || ']'
    from ${linkedTo('c.id')} as l join catalog_items o on o.id = l.id), '[]')`;
