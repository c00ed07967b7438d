import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToSeededRoles, withdrawFromSeededRoles, type SeededRoleGrants } from './seeded-role-grants';

/** What is sold, as ConnectWise has it, and which items belong together. */
export class Catalog1795318100000 implements MigrationInterface {
  readonly name = 'Catalog1795318100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [ITEMS, SEARCH_TRIGGER, LINKS, VERSION]) await queryRunner.query(sql);
    await grantToSeededRoles(queryRunner, GRANTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await withdrawFromSeededRoles(queryRunner, GRANTS);
    await queryRunner.query(`
      drop table catalog_links, catalog_items, catalog_state;
      drop function keep_catalog_search, count_catalog_version;
    `);
  }
}

const ITEMS = `
  create table catalog_items (
    id text primary key,
    cw_catalog_id integer not null unique,
    identifier text not null,
    name text not null,
    description text,
    customer_description text,
    internal_notes text,
    category text,
    category_cw_id integer,
    subcategory text,
    subcategory_cw_id integer,
    subcategory_group text generated always as (
      case when strpos(subcategory, '-') > 1 then split_part(subcategory, '-', 1) end) stored,
    manufacturer text,
    manufacturer_cw_id integer,
    part_number text,
    vendor_name text,
    vendor_sku text,
    vendor_cw_id integer,
    price numeric not null default 0,
    cost numeric not null default 0,
    product_class text,
    inactive boolean not null default false,
    sales_taxable boolean not null default false,
    on_hand numeric not null default 0,
    on_hand_at timestamptz(3),
    cw_last_updated timestamptz(3),
    cw_deleted_at timestamptz(3),
    active boolean generated always as (not inactive and cw_deleted_at is null) stored,
    search text not null default '',
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  );

  create index catalog_items_name_id_idx on catalog_items (name, id);
  create index catalog_items_active_name_idx on catalog_items (name, id) where active;
  create index catalog_items_identifier_idx on catalog_items (identifier);
  create index catalog_items_category_idx on catalog_items (category, name, id);
  create index catalog_items_subcategory_idx on catalog_items (subcategory, name, id);
  create index catalog_items_group_idx on catalog_items (subcategory_group, name, id);
  create index catalog_items_search_idx on catalog_items using gin (search gin_trgm_ops);
  create index catalog_items_stock_idx on catalog_items (on_hand_at nulls first, cw_catalog_id)
    where not inactive and cw_deleted_at is null and product_class = 'Inventory';
`;

/** As that of companies: U+001F stands between the parts, so that nothing matches across them. */
const SEARCH_TRIGGER = `
  create function keep_catalog_search() returns trigger language plpgsql as $$
  begin
    new.search := concat_ws(E'\\x1f', searchable(new.name), searchable(new.description), searchable(new.part_number),
      searchable(new.vendor_sku), searchable(new.manufacturer));
    return new;
  end $$;

  create trigger catalog_items_search
    before insert or update of name, description, part_number, vendor_sku, manufacturer, search on catalog_items
    for each row execute function keep_catalog_search();
`;

/** A pair of items stands once, the smaller id first. */
const LINKS = `
  create table catalog_links (
    low_id text not null collate "C" references catalog_items on delete cascade,
    high_id text not null collate "C" references catalog_items on delete cascade,
    created_at timestamptz(3) not null default now(),
    primary key (low_id, high_id),
    check (low_id < high_id)
  );
  create index catalog_links_high_id_idx on catalog_links (high_id);
`;

/** One row. Whatever was counted or listed of the items holds as long as the version does. */
const VERSION = `
  create table catalog_state (
    id boolean primary key default true check (id),
    version bigint not null default 0,
    categories jsonb
  );
  insert into catalog_state default values;

  create function count_catalog_version() returns trigger language plpgsql as $$
  begin
    update catalog_state set version = version + 1;
    return null;
  end $$;

  create trigger catalog_items_version after insert or delete or truncate or update of name, description, category,
      subcategory, manufacturer, manufacturer_cw_id, part_number, vendor_sku, price, on_hand, inactive, cw_deleted_at
    on catalog_items
    for each statement execute function count_catalog_version();
`;

const GRANTS: SeededRoleGrants = {
  operator: [
    ...['procurement.catalog.fetch', 'procurement.catalog.fetch.many', 'procurement.catalog.inventory.refresh'],
    ...['procurement.catalog.link', 'obj.catalogItem.*'],
  ],
  viewer: [
    ...['procurement.catalog.fetch', 'procurement.catalog.fetch.many'],
    ...['id', 'cwCatalogId', 'identifier', 'name', 'description', 'customerDescription', 'category', 'categoryCwId']
      .concat('subcategory', 'subcategoryCwId', 'manufacturer', 'manufactureCwId', 'partNumber', 'price', 'inactive')
      .concat('salesTaxable', 'onHand', 'linkedItems', 'cwLastUpdated', 'createdAt', 'updatedAt')
      .map((key) => `obj.catalogItem.${key}`),
  ],
};
