import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToSeededRoles, withdrawFromSeededRoles, type SeededRoleGrants } from './seeded-role-grants';

/** What is offered to customers, as ConnectWise knew it last; found by any part of its name. */
export class Opportunities1795318500000 implements MigrationInterface {
  readonly name = 'Opportunities1795318500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(OPPORTUNITIES);
    await queryRunner.query(SEARCH_TRIGGER);
    await grantToSeededRoles(queryRunner, GRANTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await withdrawFromSeededRoles(queryRunner, GRANTS);
    await queryRunner.query(`
      drop table opportunities;
      drop function keep_opportunity_search;
    `);
  }
}

const OPPORTUNITIES = `
  create table opportunities (
    id text primary key,
    cw_opportunity_id integer not null unique,
    name text not null,
    company_id text references companies (id) on delete set null,
    cw_company_id integer,
    closed boolean not null,
    cw_last_updated timestamptz(3),
    snapshot jsonb not null,
    synced_at timestamptz(3) not null,
    deleted_at timestamptz(3),
    search text not null default '',
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  );

  create index opportunities_company_id_idx on opportunities (company_id);
  create index opportunities_cw_company_id_idx on opportunities (cw_company_id);
  create index opportunities_search_idx on opportunities using gin (search gin_trgm_ops);
`;

const SEARCH_TRIGGER = `
  create function keep_opportunity_search() returns trigger language plpgsql as $$
  begin
    new.search := searchable(new.name);
    return new;
  end $$;

  create trigger opportunities_search before insert or update of name, search on opportunities
    for each row execute function keep_opportunity_search();
`;

/** Operators see opportunities. Viewers do not: anybody may become one by signing up. */
const GRANTS: SeededRoleGrants = {
  operator: [
    ...['sales.opportunity.fetch', 'sales.opportunity.fetch.many', 'sales.opportunity.refresh'],
    'obj.opportunity.*',
  ],
};
