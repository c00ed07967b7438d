import { statement } from '@app/database';
import { noOlderThan } from '../sync';

const COLUMNS = 'identifier, first_name, last_name, office_email, inactive, license_class';
const prefixed = (prefix: string): string => COLUMNS.replace(/(\w+)/g, `${prefix}.$1`);

/**
 * Members of ConnectWise, `$1` a list of them as JSON, read at `$2`. Rows that would stay as they are are left alone, and
 * no older state overwrites a newer one.
 */
export const KEEP = statement(
  'members-keep',
  `insert into cw_members as c (id, cw_member_id, ${COLUMNS}, cw_last_updated, synced_at)
   select r.id, r.cw_member_id, ${prefixed('r')}, r.cw_last_updated, $2 from jsonb_to_recordset($1::jsonb)
     as r (id text, cw_member_id integer, identifier text, first_name text, last_name text, office_email text,
       inactive boolean, license_class text, cw_last_updated timestamptz)
    order by r.cw_member_id
   on conflict (cw_member_id) do update set identifier = excluded.identifier, first_name = excluded.first_name,
     last_name = excluded.last_name, office_email = excluded.office_email, inactive = excluded.inactive,
     license_class = excluded.license_class, cw_last_updated = excluded.cw_last_updated, deleted_at = null,
     synced_at = greatest(c.synced_at, excluded.synced_at), updated_at = now()
   where (${prefixed('c')}, c.deleted_at) is distinct from (${prefixed('excluded')}, null)
     and ${noOlderThan('c')}
   returning xmax = 0 as created, lower(identifier) as key`,
);

/** Those heard of since the reading began at `$4` may have been added behind it. */
export const MARK_MISSING = statement(
  'members-mark-missing',
  `update cw_members set deleted_at = now(), updated_at = now()
    where cw_member_id > $1 and ($2::int is null or cw_member_id <= $2) and cw_member_id <> all ($3::int[])
      and deleted_at is null and synced_at < $4
   returning id`,
);

/** By identifiers in lower case; an identifier that was given to somebody else means who has it now. */
export const BY_IDENTIFIERS = statement(
  'members-by-identifiers',
  `select distinct on (lower(identifier)) lower(identifier) as key, cw_member_id as "cwMemberId", identifier,
          first_name as "firstName", last_name as "lastName", inactive or deleted_at is not null as inactive
     from cw_members where lower(identifier) = any ($1::text[])
    order by lower(identifier), deleted_at is null desc, inactive, cw_member_id desc`,
);
