import { statement } from '@app/database';

/** A company as lists show it. */
export interface CompanySummary {
  readonly id: string;
  readonly name: string;
  readonly cwCompanyId: number | null;
  readonly cwIdentifier: string | null;
}

/** A row of a page with the number of all matches; of a page without rows, one that has nothing but that number. */
export type Counted = { readonly total: number } & (CompanySummary | { readonly id: null });

const SUMMARY = `id, name, cw_company_id as "cwCompanyId", cw_identifier as "cwIdentifier"`;

/** `$1` rows from `$2` on. */
export const LIST = statement(
  'companies-list',
  `select size.total, page.* from (select count(*)::int as total from companies) as size
   left join (select ${SUMMARY} from companies order by name, id limit $1 offset $2) as page on true
   order by page.name, page.id`,
);

/**
 * The same of those whose search text contains `$3`. Matches are found once, for the page and for the total. A statement
 * of its own: with "or is null" for no search, no plan could use the index. The inner `select` lets the pattern be made
 * once and not for every row.
 */
export const SEARCH = statement(
  'companies-search',
  `with found as materialized (
     select ${SUMMARY} from companies where search like (select containing($3))
   )
   select size.total, page.* from (select count(*)::int as total from found) as size
   left join (select * from found order by name, id limit $1 offset $2) as page on true
   order by page.name, page.id`,
);

export const FIND = statement(
  'companies-find',
  `select ${SUMMARY}, cw_data as "cwData", cw_refreshed_at as "cwRefreshedAt", updated_at as "updatedAt"
     from companies where id = $1`,
);

export const NAMES = statement('companies-names', 'select id, name from companies where id = any($1::text[])');

export const FIND_ANY = statement('companies-find-any', 'select 1 as found from companies limit 1');

export const ONE_SEEDING_AT_A_TIME = statement(
  'companies-serialize-seeding',
  `select pg_advisory_xact_lock(hashtext('companies'))`,
);
