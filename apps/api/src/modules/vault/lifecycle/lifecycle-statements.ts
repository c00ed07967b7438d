import { statement, type Statement } from '@app/database';

/** When the current values of the secure fields of the credential `c` of the type `t` were set. */
const CURRENT_VALUES = `
  select max(v.created_at) as newest, min(v.created_at) as oldest from secure_values v
   where v.credential_id = c.id and v.superseded_at is null and v.field_id in (
     select f.def ->> 'id' from jsonb_array_elements(field_definitions(t.fields, c.definition_path)) f (def)
      where (f.def ->> 'secure')::boolean)`;

export const FIND_LIFECYCLE = statement(
  'credential-lifecycle-find',
  `select c.expires_at as "expiresAt", t.rotate_after_days as "rotateAfterDays",
          current.newest as "lastRotatedAt", current.oldest as "oldestSecureValueAt"
     from credentials c join credential_types t on t.id = c.type_id left join lateral (${CURRENT_VALUES}) current on true
    where c.id = $1`,
);

/** The secure fields of all types that ask for rotation, and before when (`$1` is now) a value in them is too old. */
const ROTATED_FIELDS = `
  level (type_id, rotate_after, path, fields) as (
    select id, rotate_after_days * interval '24 hours', '{}'::text[], fields
      from credential_types where rotate_after_days is not null
    union all
    select level.type_id, level.rotate_after, level.path || (f.def ->> 'id'), f.def -> 'subFields'
      from level cross join lateral jsonb_array_elements(level.fields) f (def)
     where f.def ->> 'valueType' = 'multi_credential'
  ), rotated as materialized (
    select level.type_id, level.path, f.def ->> 'id' as field_id, level.rotate_after,
           $1::timestamptz - level.rotate_after as old_before
      from level cross join lateral jsonb_array_elements(level.fields) f (def) where (f.def ->> 'secure')::boolean
  )`;

/**
 * What is stale at `$1`, or expires until `$2`: `$3` rows from `$4` on, the one that was due first at the top. Values in
 * fields that a type no longer has, or no longer seals, do not count. The planner cannot know how little is that old and
 * would take it for a third of all; of a span (hence `-infinity`) it expects little, and begins at its index.
 *
 * @param values secure values `v`, each with its credential `c`
 * @param condition which credentials `c` count
 */
const stale = (name: string, values: string, condition = ''): Statement =>
  statement(
    name,
    `with recursive ${ROTATED_FIELDS}, old as materialized (
       select c.id, c.type_id, c.definition_path, v.field_id, v.created_at
         from ${values}
        where v.superseded_at is null and v.created_at > '-infinity'
          and v.created_at <= (select max(old_before) from rotated) ${condition}
     ), due as (
       select old.id, old.created_at + rotated.rotate_after as due_at
         from old join rotated on rotated.type_id = old.type_id and rotated.path = old.definition_path
              and rotated.field_id = old.field_id and old.created_at <= rotated.old_before
       union all
       select c.id, c.expires_at from credentials c
        where c.expires_at > '-infinity' and c.expires_at <= $2 ${condition}
     ), found as materialized (
       select id, min(due_at) as due_at from due group by id
     )
     select size.total, row.* from (select count(*)::int as total from found) as size
     left join (
       select c.id, c.name, c.expires_at as "expiresAt", t.rotate_after_days as "rotateAfterDays",
              current.oldest as "oldestSecureValueAt", co.id as "companyId", co.name as "companyName",
              t.id as "typeId", t.name as "typeName", page.due_at
         from (select id, due_at from found order by due_at, id limit $3 offset $4) page
         join credentials c on c.id = page.id
         join credential_types t on t.id = c.type_id
         join companies co on co.id = c.company_id
         left join lateral (${CURRENT_VALUES}) current on true
     ) as row on true
     order by row.due_at, row.id`,
  );

/** Looks up the credentials of what is old one by one (`offset 0`), instead of reading all to join them. */
export const STALE = stale(
  'stale-credentials',
  `secure_values v cross join lateral (
     select id, type_id, definition_path from credentials where id = v.credential_id offset 0) c`,
);

/** The same of the company `$5`. A statement of its own, so that its plan begins at the credentials of the company. */
export const STALE_OF_COMPANY = stale(
  'stale-credentials-of-company',
  'credentials c join secure_values v on v.credential_id = c.id',
  'and c.company_id = $5',
);
