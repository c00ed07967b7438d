import { jsonMoment, jsonObject, statement, type Statement } from '@app/database';

/**
 * Credentials leave PostgreSQL as finished JSON, since a company's list is passed on and nothing else. Every statement
 * takes `$1` what to find, and the keys that the caller may see: `$2` of the credential, `$3` of its type, `$4` of its
 * company.
 */

/** The value of the field `f.def`: ids of sub-credentials, nothing for a secure one, else what is stored. */
const VALUE = `case
  when f.def ->> 'valueType' = 'multi_credential' then coalesce((
    select '[' || string_agg(to_json(s.id)::text, ',' order by s.created_at, s.id) || ']' from credentials s
     where s.sub_credential_of_id = c.id and s.definition_path = c.definition_path || (f.def ->> 'id')), '[]')
  when (f.def ->> 'secure')::boolean then 'null'
  else coalesce((c.plain_values -> (f.def ->> 'id'))::text, 'null') end`;

const fieldsOf =
  (entry: string) =>
  (condition: string): string => `(
  select '[' || coalesce(string_agg(${entry}, ',' order by f.n), '') || ']'
    from jsonb_array_elements(field_definitions(t.fields, c.definition_path)) with ordinality f (def, n)
   where ${condition})`;

type Fields = (condition: string) => string;

const FIELDS: Fields = fieldsOf(
  `'{"id":' || (f.def -> 'id')::text || ',"name":' || (f.def -> 'name')::text || ',"secure":' ||
    (f.def -> 'secure')::text || ',"required":' || (f.def -> 'required')::text || ',"valueType":' ||
    (f.def -> 'valueType')::text || ',"value":' || ${VALUE} || '}'`,
);

const BRIEF_FIELDS: Fields = fieldsOf(
  `'{"id":' || (f.def -> 'id')::text || ',"value":' || ${VALUE} || ',"secure":' || (f.def -> 'secure')::text || '}'`,
);

const credential = (fields: string): string =>
  jsonObject('$2', {
    id: 'to_json(c.id)',
    name: 'to_json(c.name)',
    notes: `coalesce(to_json(c.notes)::text, 'null')`,
    typeId: 'to_json(c.type_id)',
    companyId: 'to_json(c.company_id)',
    subCredentialOfId: `coalesce(to_json(c.sub_credential_of_id)::text, 'null')`,
    fields,
    type: jsonObject('$3', {
      id: 'to_json(t.id)',
      name: 'to_json(t.name)',
      fields: 't.fields::text',
      permissionScope: 'to_json(t.permission_scope)',
    }),
    company: jsonObject('$4', { id: 'to_json(co.id)', name: 'to_json(co.name)' }),
    createdAt: jsonMoment('c.created_at'),
    updatedAt: jsonMoment('c.updated_at'),
  });

const FROM = `from credentials c
  join credential_types t on t.id = c.type_id
  join companies co on co.id = c.company_id`;

/**
 * Both shapes: a sub-credential's fields are brief where it stands among its siblings. `$5` the only fields to show, null
 * for all.
 */
const one = (name: string, fields: Fields): Statement =>
  statement(
    name,
    `select ${credential(fields("$5::text[] is null or f.def ->> 'id' = any($5)"))} as json ${FROM} where c.id = $1`,
  );

const MAX_LISTED = 10_000;

/** Who may not see names learns nothing of them by the order either. */
const list = (name: string, fields: Fields, condition: string, order: string): Statement =>
  statement(
    name,
    `select '[' || coalesce(string_agg(json, ',' order by ${order}), '') || ']' as json from (
       select ${credential(fields('true'))} as json, c.created_at, c.id,
              case when 'name' = any($2::text[]) then lower(c.name) end as name ${FROM}
        where ${condition} order by ${order} limit ${MAX_LISTED}) listed`,
  );

export const FETCH = one('credentials-fetch', FIELDS);
export const FETCH_BRIEF = one('credentials-fetch-brief', BRIEF_FIELDS);

const OWN = 'c.sub_credential_of_id is null';
export const OF_COMPANY = list('credentials-of-company', FIELDS, `c.company_id = $1 and ${OWN}`, 'name, id');
export const OF_TYPE = list('credentials-of-type', FIELDS, `c.type_id = $1 and ${OWN}`, 'name, id');
export const OF_PARENT = list('credentials-of-parent', BRIEF_FIELDS, 'c.sub_credential_of_id = $1', 'created_at, id');

/** A row for each of the ids in `$1`, in their order. */
export const CHOSEN = statement(
  'credentials-chosen',
  `select ${credential(FIELDS('true'))} as json ${FROM}
     join unnest($1::text[]) with ordinality as chosen (id, place) on chosen.id = c.id order by chosen.place`,
);
