import { statement } from '@app/database';
import type { CompanyData } from '../../companies';
import { noOlderThan } from '../../sync';
import type { OpportunitySnapshot } from './opportunity-snapshot';

/** An opportunity with its customer, if that one is known here. */
export interface OpportunityRow {
  readonly id: string;
  readonly cwOpportunityId: number;
  /** The customer in ConnectWise, known here or not. */
  readonly cwCompanyId: number | null;
  readonly snapshot: OpportunitySnapshot;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly syncedAt: Date;
  readonly company: {
    readonly id: string;
    readonly name: string;
    readonly cwIdentifier: string | null;
    readonly cwCompanyId: number | null;
    readonly cwData: CompanyData;
  } | null;
}

/** A row of a page with the number of all matches; of a page without rows, one that has nothing but that number. */
export type CountedOpportunity = { readonly total: number } & (OpportunityRow | { readonly id: null });

const ROW = `o.id, o.cw_opportunity_id as "cwOpportunityId", o.cw_company_id as "cwCompanyId", o.snapshot,
  o.created_at as "createdAt", o.updated_at as "updatedAt", o.synced_at as "syncedAt",
  case when c.id is not null then jsonb_build_object('id', c.id, 'name', c.name, 'cwIdentifier', c.cw_identifier,
    'cwCompanyId', c.cw_company_id, 'cwData', c.cw_data) end as company`;

const FROM = 'from opportunities o left join companies c on c.id = o.company_id';

/** Newest first, by an id that never changes: pages neither skip nor repeat while others are changed. */
const list = (name: string, condition: string) =>
  statement(
    name,
    `with found as materialized (
       select id from opportunities where deleted_at is null and ($3::boolean or not closed)${condition}
     )
     select size.total, page.* from (select count(*)::int as total from found) as size
     left join (
       select ${ROW} ${FROM} where o.id in (select id from found)
       order by o.cw_opportunity_id desc limit $1 offset $2
     ) as page on true
     order by page."cwOpportunityId" desc`,
  );

/** `$1` rows from `$2` on; with closed ones if `$3`. */
export const LIST = list('opportunities-list', '');
/** The same of those whose names contain `$4`. */
export const SEARCH = list('opportunities-search', ' and search like (select containing($4))');

export const COUNT = statement(
  'opportunities-count',
  'select count(*)::int as count from opportunities where deleted_at is null and not ($1::boolean and closed)',
);

export const FIND = statement('opportunities-find', `select ${ROW} ${FROM} where o.id = $1 and o.deleted_at is null`);

export const FIND_BY_CW_ID = statement(
  'opportunities-find-by-cw-id',
  `select ${ROW} ${FROM} where o.cw_opportunity_id = $1 and o.deleted_at is null`,
);

/**
 * `$1` are records of ConnectWise, read at `$2`. What is known here under the same id keeps its own id, and is not
 * overwritten by an older state that arrives late. In the order of ids, so that two syncs do not block each other.
 */
export const KEEP = statement(
  'opportunities-keep',
  `insert into opportunities as kept
     (id, cw_opportunity_id, name, closed, cw_company_id, company_id, cw_last_updated, snapshot, synced_at)
   select r.id, r."cwOpportunityId", r.name, r.closed, r."cwCompanyId", c.id, r."cwLastUpdated", r.snapshot, $2
     from jsonb_to_recordset($1::jsonb) as r (id text, "cwOpportunityId" int, name text, closed boolean,
       "cwCompanyId" int, "cwLastUpdated" timestamptz, snapshot jsonb)
     left join companies c on c.cw_company_id = r."cwCompanyId"
    order by r."cwOpportunityId"
   on conflict (cw_opportunity_id) do update set
     name = excluded.name, closed = excluded.closed, cw_company_id = excluded.cw_company_id,
     company_id = excluded.company_id, cw_last_updated = excluded.cw_last_updated, snapshot = excluded.snapshot,
     synced_at = greatest(excluded.synced_at, kept.synced_at), deleted_at = null,
     updated_at = case
       when kept.snapshot = excluded.snapshot and kept.company_id is not distinct from excluded.company_id
         and kept.deleted_at is null then kept.updated_at else now() end
   where ${noOlderThan('kept')}
   returning kept.xmax = 0 as created, kept.updated_at = now()::timestamptz(3) as changed`,
);

/** Customers become known here, or other ones, after their opportunities were kept. */
export const LINK_COMPANIES = statement(
  'opportunities-link-companies',
  `update opportunities o set company_id = c.id, updated_at = now() from companies c
    where c.cw_company_id = o.cw_company_id and o.company_id is distinct from c.id`,
);

/**
 * What is kept of ids above `$1`, up to `$2` where told, and not among `$3`. But what was heard of since the reading
 * began at `$4` may have been added behind it.
 */
export const MARK_MISSING = statement(
  'opportunities-mark-missing',
  `update opportunities set deleted_at = now(), updated_at = now()
    where cw_opportunity_id > $1 and ($2::int is null or cw_opportunity_id <= $2) and cw_opportunity_id <> all ($3::int[])
      and deleted_at is null and synced_at < $4
   returning id`,
);

export const MARK_DELETED = statement(
  'opportunities-mark-deleted',
  `update opportunities set deleted_at = now(), updated_at = now()
    where cw_opportunity_id = $1 and deleted_at is null`,
);
