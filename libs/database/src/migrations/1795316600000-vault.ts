import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credential types, credentials, and the sealed versions of their secure values. */
export class Vault1795316600000 implements MigrationInterface {
  readonly name = 'Vault1795316600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [TYPES, CREDENTIALS, SECURE_VALUES, DEFINITIONS]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table secure_values, credentials, credential_types');
    await queryRunner.query('drop function field_definitions(jsonb, text[])');
  }
}

/** `name_key` is the name as it is looked up and kept unique: lower case. */
const TYPES = `
  create table credential_types (
    id text primary key,
    name text not null,
    name_key text not null unique,
    permission_scope text not null,
    icon text,
    fields jsonb not null,
    reveal_reason_required boolean not null default false,
    rotate_after_days integer,
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  );
`;

/**
 * `definition_path` leads from the type's fields to the sub-fields that define a sub-credential; empty for a credential
 * of its own.
 */
const CREDENTIALS = `
  create table credentials (
    id text primary key,
    name text not null,
    notes text,
    type_id text not null references credential_types on delete cascade,
    company_id text not null references companies on delete restrict,
    sub_credential_of_id text references credentials on delete cascade,
    definition_path text[] not null default '{}',
    plain_values jsonb not null default '{}',
    expires_at timestamptz(3),
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now(),
    constraint credentials_definition_path_check
      check ((sub_credential_of_id is null) = (definition_path = '{}'))
  );
  create index credentials_type_id_idx on credentials (type_id);
  create index credentials_company_id_idx on credentials (company_id);
  create index credentials_sub_credential_of_id_idx on credentials (sub_credential_of_id);
`;

/** Every version of every secure value; the current one is not superseded. */
const SECURE_VALUES = `
  create table secure_values (
    id text primary key,
    credential_id text not null references credentials on delete cascade,
    field_id text not null,
    sealed text not null,
    key_version integer not null,
    author_id text,
    author_login text,
    superseded_at timestamptz(3),
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  );
  create unique index secure_values_current_idx on secure_values (credential_id, field_id)
    where superseded_at is null;
  create index secure_values_credential_id_field_id_created_at_idx
    on secure_values (credential_id, field_id, created_at);
  create index secure_values_key_version_id_idx on secure_values (key_version, id);
`;

/** The definitions at the end of a path of multi-credential fields; null where the path leads nowhere (any more). */
const DEFINITIONS = `
  create function field_definitions(fields jsonb, path text[]) returns jsonb
  language plpgsql immutable parallel safe as $$
  declare
    step text;
  begin
    foreach step in array path loop
      select field->'subFields' into fields from jsonb_array_elements(fields) field where field->>'id' = step;
    end loop;
    return fields;
  end $$;
`;
