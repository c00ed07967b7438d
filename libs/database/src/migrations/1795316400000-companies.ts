import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToSeededRoles, withdrawFromSeededRoles, type SeededRoleGrants } from './seeded-role-grants';

/** Customers, found by any part of their names, whatever its case and accents; and who may see them. */
export class Companies1795316400000 implements MigrationInterface {
  readonly name = 'Companies1795316400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [SEARCH_FUNCTIONS, COMPANIES, SEARCH_TRIGGER]) await queryRunner.query(sql);
    await grantToSeededRoles(queryRunner, GRANTS);
  }

  /** The extensions stay: others may use them, and have had them before. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await withdrawFromSeededRoles(queryRunner, GRANTS);
    await queryRunner.query(`
      drop table companies;
      drop function keep_company_search, containing, searchable;
    `);
  }
}

/**
 * `unaccent` counts as changeable, since its dictionary could be replaced; we do not replace it. Bodies in standard SQL
 * are bound when they are made, so that no `search_path` makes them mean something else.
 *
 * Wildcards of a search text are escaped after it was simplified: `unaccent` makes a plain `%` of a full-width one.
 */
const SEARCH_FUNCTIONS = `
  create extension if not exists pg_trgm;
  create extension if not exists unaccent;

  create function searchable(value text) returns text
    language sql immutable strict parallel safe
    return lower(unaccent(normalize(replace(value, chr(31), ' '), nfc)));

  create function containing(value text) returns text
    language sql immutable strict parallel safe
    return '%' || regexp_replace(searchable(value), '([\\\\%_])', '\\\\\\1', 'g') || '%';
`;

const COMPANIES = `
  create table companies (
    id text primary key,
    name text not null,
    cw_company_id integer unique,
    cw_identifier text,
    cw_data jsonb not null default '{}',
    search text not null default '',
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  );

  create unique index companies_cw_identifier_key on companies (lower(cw_identifier));
  create index companies_name_id_idx on companies (name, id);
  create index companies_search_idx on companies using gin (search gin_trgm_ops);
`;

/**
 * Kept by a trigger, so that a change by plain SQL counts as well. U+001F stands between the parts and in no search
 * text, so that nothing matches across them.
 */
const SEARCH_TRIGGER = `
  create function keep_company_search() returns trigger language plpgsql as $$
  begin
    new.search := concat_ws(E'\\x1f', searchable(new.name), searchable(new.cw_identifier));
    return new;
  end $$;

  create trigger companies_search before insert or update of name, cw_identifier, search on companies
    for each row execute function keep_company_search();
`;

/** What the seeded roles of a new installation hold from the start. */
const GRANTS: SeededRoleGrants = {
  operator: [
    ...['company.fetch', 'company.fetch.many', 'company.fetch.address', 'company.fetch.contacts'],
    'obj.company.*',
  ],
  viewer: [
    ...['company.fetch', 'company.fetch.many', 'obj.company.id', 'obj.company.name'],
    ...['obj.company.cw_CompanyId', 'obj.company.cw_Identifier'],
  ],
};
