import { statement } from '@app/database';

/**
 * Companies of ConnectWise, `$1` a list of them as JSON: new ones are added, known ones keep their ids and whatever else
 * is known of them. Rows that would stay as they are are left alone.
 */
export const KEEP = statement(
  'companies-keep',
  `insert into companies as c (id, name, cw_company_id, cw_identifier, cw_data, cw_deleted_at, cw_refreshed_at)
   select r.id, r.name, r.cw_company_id, r.cw_identifier, r.cw_data, case when r.deleted then now() end, now()
     from jsonb_to_recordset($1::jsonb)
       as r (id text, name text, cw_company_id integer, cw_identifier text, cw_data jsonb, deleted boolean)
   on conflict (cw_company_id) do update set name = excluded.name, cw_identifier = excluded.cw_identifier,
     cw_data = c.cw_data || excluded.cw_data, cw_refreshed_at = now(), updated_at = now(),
     cw_deleted_at = case when excluded.cw_deleted_at is null then null else coalesce(c.cw_deleted_at, now()) end
   where (c.name, c.cw_identifier, c.cw_data, c.cw_deleted_at is null)
     is distinct from (excluded.name, excluded.cw_identifier, c.cw_data || excluded.cw_data, excluded.cw_deleted_at is null)
   returning xmax = 0 as created`,
);

/** What was added here since the reading began at `$4` may have been added there behind it. */
export const MARK_MISSING = statement(
  'companies-mark-missing',
  `update companies set cw_deleted_at = now(), updated_at = now()
    where cw_company_id > $1 and ($2::int is null or cw_company_id <= $2) and cw_company_id <> all ($3::int[])
      and cw_deleted_at is null and created_at < $4
   returning id`,
);

/** What a look at ConnectWise found of one company: `$2` name, `$3` identifier, `$4` data by key, `$5` whether deleted. */
export const REFRESH = statement(
  'companies-refresh',
  `update companies set name = $2, cw_identifier = $3, cw_data = cw_data || $4::jsonb, cw_refreshed_at = now(),
     cw_deleted_at = case when $5 then coalesce(cw_deleted_at, now()) end,
     updated_at = case when (name, cw_identifier, cw_data) is distinct from ($2, $3, cw_data || $4::jsonb)
       then now() else updated_at end
   where id = $1
   returning id, name, cw_company_id as "cwCompanyId", cw_identifier as "cwIdentifier", cw_data as "cwData",
     cw_refreshed_at as "cwRefreshedAt", updated_at as "updatedAt"`,
);
