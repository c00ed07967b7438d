import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who works with ConnectWise, and which fields a company has added to its records, as ConnectWise knew them last. */
export class MembersAndCustomFields1795330000000 implements MigrationInterface {
  readonly name = 'MembersAndCustomFields1795330000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [MEMBERS, USER_DEFINED_FIELDS]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table cw_user_defined_fields, cw_members');
  }
}

/** Identifiers are not unique here: one may be given to somebody else between two readings. */
const MEMBERS = `
  create table cw_members (
    id text primary key,
    cw_member_id integer not null unique,
    identifier text not null,
    first_name text,
    last_name text,
    office_email text,
    inactive boolean not null,
    license_class text,
    cw_last_updated timestamptz(3),
    synced_at timestamptz(3) not null,
    deleted_at timestamptz(3),
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  );
  create index cw_members_identifier_idx on cw_members (lower(identifier));
`;

const USER_DEFINED_FIELDS = `
  create table cw_user_defined_fields (
    id text primary key,
    cw_field_id integer not null unique,
    pod_id integer,
    caption text not null,
    sequence_number integer,
    help_text text,
    field_type text,
    entry_type text,
    options jsonb not null default '[]',
    cw_last_updated timestamptz(3),
    deleted_at timestamptz(3),
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  );
`;
