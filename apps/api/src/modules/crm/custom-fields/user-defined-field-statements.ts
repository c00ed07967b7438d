import { statement } from '@app/database';
import { noOlderThan } from '../sync';

const COLUMNS = 'pod_id, caption, sequence_number, help_text, field_type, entry_type, options, cw_last_updated';
const prefixed = (prefix: string): string => COLUMNS.replace(/(\w+)/g, `${prefix}.$1`);

/**
 * Definitions of ConnectWise, `$1` a list of them as JSON. Rows that would stay as they are are left alone, and
 * no older state overwrites a newer one.
 */
export const KEEP = statement(
  'user-defined-fields-keep',
  `insert into cw_user_defined_fields as c (id, cw_field_id, ${COLUMNS})
   select r.id, r.cw_field_id, ${prefixed('r')} from jsonb_to_recordset($1::jsonb)
     as r (id text, cw_field_id integer, pod_id integer, caption text, sequence_number integer, help_text text,
       field_type text, entry_type text, options jsonb, cw_last_updated timestamptz)
   on conflict (cw_field_id) do update set pod_id = excluded.pod_id, caption = excluded.caption,
     sequence_number = excluded.sequence_number, help_text = excluded.help_text, field_type = excluded.field_type,
     entry_type = excluded.entry_type, options = excluded.options, cw_last_updated = excluded.cw_last_updated,
     deleted_at = null, updated_at = now()
   where (${prefixed('c')}, c.deleted_at) is distinct from (${prefixed('excluded')}, null) and ${noOlderThan('c')}
   returning xmax = 0 as created`,
);

export const MARK_MISSING = statement(
  'user-defined-fields-mark-missing',
  `update cw_user_defined_fields set deleted_at = now(), updated_at = now()
    where cw_field_id > $1 and ($2::int is null or cw_field_id <= $2) and cw_field_id <> all ($3::int[])
      and deleted_at is null
   returning id`,
);

/** `$1` of them. */
export const DEFINITIONS = statement(
  'user-defined-fields-definitions',
  `select cw_field_id as "cwFieldId", caption, field_type as "fieldType" from cw_user_defined_fields
    where deleted_at is null order by cw_field_id limit $1`,
);
