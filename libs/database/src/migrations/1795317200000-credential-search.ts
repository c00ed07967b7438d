import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credentials found by words in their names, notes and values in clear, by the rules of the search for companies. */
export class CredentialSearch1795317200000 implements MigrationInterface {
  readonly name = 'CredentialSearch1795317200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [TABLE, SOURCE, TRIGGERS, FILL, INDEXES]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger credentials_search_insert on credentials;
      drop trigger credentials_search_update on credentials;
      drop trigger credential_types_search on credential_types;
      drop function add_to_credential_search, keep_credential_search, follow_credential_type;
      drop view credential_search_source;
      drop table credential_search;
    `);
  }
}

/**
 * A table beside the credentials, so that what is searched by is in nobody's way who reads or writes them. Parts that
 * different people may see stand in columns of their own.
 */
const TABLE = `
  create table credential_search (
    credential_id text primary key references credentials on delete cascade,
    company_id text not null,
    type_id text not null,
    name text not null,
    notes text not null,
    field_values text not null
  );
`;

/**
 * What stands in the table, said once. Of the values those of fields that the type defines and does not call secure; what
 * is left of removed fields is not among them. U+001F stands between values and in no search text, so that nothing
 * matches across them.
 */
const SOURCE = `
  create view credential_search_source as
  select c.id as credential_id, c.company_id, c.type_id, searchable(c.name) as name,
         coalesce(searchable(c.notes), '') as notes,
         (select coalesce(string_agg(searchable(c.plain_values ->> (field ->> 'id')), chr(31) order by place), '')
            from jsonb_array_elements(field_definitions(t.fields, c.definition_path)) with ordinality
              as defined (field, place)
           where not (field ->> 'secure')::boolean and field ->> 'valueType' <> 'multi_credential') as field_values
    from credentials c join credential_types t on t.id = c.type_id;
`;

/**
 * Kept by triggers, so that a change by plain SQL counts as well; once per statement, as PostgreSQL plans the functions
 * anew for every row otherwise, which takes longer than the insert.
 */
const TRIGGERS = `
  create function add_to_credential_search() returns trigger language plpgsql as $$
  begin
    insert into credential_search (credential_id, company_id, type_id, name, notes, field_values)
    select credential_id, company_id, type_id, name, notes, field_values
      from credential_search_source where credential_id in (select id from added);
    return null;
  end $$;

  create function keep_credential_search() returns trigger language plpgsql as $$
  begin
    update credential_search s
       set company_id = now.company_id, type_id = now.type_id, name = now.name, notes = now.notes,
           field_values = now.field_values
      from credential_search_source as now
     where now.credential_id = s.credential_id and now.credential_id in (select id from changed)
       and (s.company_id, s.type_id, s.name, s.notes, s.field_values)
         <> (now.company_id, now.type_id, now.name, now.notes, now.field_values);
    return null;
  end $$;

  create function follow_credential_type() returns trigger language plpgsql as $$
  begin
    update credential_search s set field_values = now.field_values
      from credential_search_source as now
     where now.credential_id = s.credential_id and now.type_id = new.id and s.field_values <> now.field_values;
    return null;
  end $$;

  create trigger credentials_search_insert after insert on credentials
    referencing new table as added for each statement execute function add_to_credential_search();

  create trigger credentials_search_update after update on credentials
    referencing new table as changed for each statement execute function keep_credential_search();

  create trigger credential_types_search after update of fields on credential_types
    for each row when (old.fields is distinct from new.fields) execute function follow_credential_type();
`;

const FILL = `
  insert into credential_search (credential_id, company_id, type_id, name, notes, field_values)
  select credential_id, company_id, type_id, name, notes, field_values from credential_search_source;
`;

const INDEXES = `
  create index credential_search_text_idx on credential_search
    using gin (name gin_trgm_ops, notes gin_trgm_ops, field_values gin_trgm_ops);
  create index credential_search_name_credential_id_idx on credential_search (name, credential_id);
  create index credential_search_company_id_idx on credential_search (company_id);
  create index credential_search_type_id_idx on credential_search (type_id);
`;
