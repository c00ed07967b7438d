import { statement } from '@app/database';
import { noOlderThan } from '../sync';

const SHOWN = 'c.name, c.cw_identifier, c.cw_data, c.cw_deleted_at is null';
const SHOWN_NEXT =
  'excluded.name, excluded.cw_identifier, c.cw_data || excluded.cw_data, excluded.cw_deleted_at is null';

/**
 * Companies of ConnectWise, `$1` a list of them as JSON: new ones are added, known ones keep their ids and whatever else
 * is known of them. Rows that would stay as they are are left alone, and no older state overwrites a newer one.
 */
export const KEEP = statement(
  'companies-keep',
  `insert into companies as c (id, name, cw_company_id, cw_identifier, cw_data, cw_last_updated, cw_deleted_at, cw_refreshed_at)
   select r.id, r.name, r.cw_company_id, r.cw_identifier, r.cw_data, r.cw_last_updated,
       case when r.deleted then now() end, now()
     from jsonb_to_recordset($1::jsonb) as r (id text, name text, cw_company_id integer, cw_identifier text,
       cw_data jsonb, cw_last_updated timestamptz, deleted boolean)
   on conflict (cw_company_id) do update set name = excluded.name, cw_identifier = excluded.cw_identifier,
     cw_data = c.cw_data || excluded.cw_data, cw_last_updated = excluded.cw_last_updated, cw_refreshed_at = now(),
     updated_at = case when (${SHOWN}) is distinct from (${SHOWN_NEXT}) then now() else c.updated_at end,
     cw_deleted_at = case when excluded.cw_deleted_at is null then null else coalesce(c.cw_deleted_at, now()) end
   where (${SHOWN}, c.cw_last_updated) is distinct from (${SHOWN_NEXT}, excluded.cw_last_updated) and ${noOlderThan('c')}
   returning xmax = 0 as created, updated_at = now()::timestamptz(3) as changed`,
);

/** What was added here since the reading began at `$4` may have been added there behind it. */
export const MARK_MISSING = statement(
  'companies-mark-missing',
  `update companies set cw_deleted_at = now(), updated_at = now()
    where cw_company_id > $1 and ($2::int is null or cw_company_id <= $2) and cw_company_id <> all ($3::int[])
      and cw_deleted_at is null and created_at < $4
   returning id`,
);

/** Whether what was found is no older than what is known; what is gone there has no stamp. */
const IS_CURRENT = '($6::timestamptz is null or c.cw_last_updated is null or $6 >= c.cw_last_updated)';
/** Contacts are records of their own, whatever the company's stamp says. */
const FOUND = `case when ${IS_CURRENT} then $4::jsonb else $4::jsonb - 'address' end`;

/**
 * What a look at ConnectWise found of one company: `$2` name, `$3` identifier, `$4` data by key, `$5` whether deleted,
 * `$6` when it was changed there.
 */
export const REFRESH = statement(
  'companies-refresh',
  `update companies c set cw_refreshed_at = now(), cw_data = c.cw_data || ${FOUND},
     name = case when ${IS_CURRENT} then $2 else c.name end,
     cw_identifier = case when ${IS_CURRENT} then $3 else c.cw_identifier end,
     cw_last_updated = case when ${IS_CURRENT} then coalesce($6, c.cw_last_updated) else c.cw_last_updated end,
     cw_deleted_at = case when not ${IS_CURRENT} then c.cw_deleted_at when $5 then coalesce(c.cw_deleted_at, now()) end,
     updated_at = case when c.cw_data is distinct from c.cw_data || ${FOUND}
       or ${IS_CURRENT} and (c.name, c.cw_identifier) is distinct from ($2, $3) then now() else c.updated_at end
   where id = $1
   returning id, name, cw_company_id as "cwCompanyId", cw_identifier as "cwIdentifier", cw_data as "cwData",
     cw_refreshed_at as "cwRefreshedAt", updated_at as "updatedAt"`,
);
