import { statement, type Statement } from '@app/database';

/**
 * `list` everything; `search` by the index of trigrams; `scan` for words too short to have one, which the index could
 * only answer by being read as a whole, several times over.
 */
export type SearchKind = 'list' | 'search' | 'scan';

/**
 * `$1` rows from `$2` on, of the company `$3` and the type `$4`. Each combination of filters is a statement of its own:
 * with "or is null" for an absent one, no plan could use its index.
 */
const filters = (byCompany: boolean, byType: boolean): string =>
  [byCompany ? 's.company_id = $3' : '$3::text is null', byType ? 's.type_id = $4' : '$4::text is null'].join(' and ');

/** Who may not see names learns nothing of them by the order either. */
const nameIf = (byName: boolean): string => (byName ? 's.name' : `''`);

const listing = (condition: string, byName: boolean): string => `
  select size.total, page.id
    from (select count(*)::int as total from credential_search s where ${condition}) as size
    left join (
      select s.credential_id as id, ${nameIf(byName)} as name from credential_search s where ${condition}
       order by ${byName ? 's.name, ' : ''}s.credential_id limit $1 offset $2
    ) as page on true
   order by page.name, page.id`;

/** The inner `select`s let a pattern be made once and not for every row. */
const BY_FIRST_WORD = ['name', 'notes', 'field_values']
  .map((part) => `s.${part} like (select ${part} from words where place = 1)`)
  .join(' or ');

/**
 * Those that have every word of `$5` in one of the parts whose keys stand in `$6`. A pattern for another part is null and
 * matches nothing. The first word finds by the index, the others are looked for in what it found. Matches are found once,
 * for the page and for the total.
 */
const searching = (candidates: string, condition: string, byName: boolean): string => `
  with words as materialized (
    select place,
           case when 'name' = any($6::text[]) then containing(word) end as name,
           case when 'notes' = any($6::text[]) then containing(word) end as notes,
           case when 'fields' = any($6::text[]) then containing(word) end as field_values
      from unnest($5::text[]) with ordinality as given (word, place)
  ), found as materialized (
    select s.credential_id as id, ${nameIf(byName)} as name from credential_search s
     where (${candidates}) and ${condition}
       and not exists (
         select from words w
          where (s.name like w.name or s.notes like w.notes or s.field_values like w.field_values) is not true)
  )
  select size.total, page.id from (select count(*)::int as total from found) as size
    left join (select id, name from found order by name, id limit $1 offset $2) as page on true
   order by page.name, page.id`;

const TEXTS: Readonly<Record<SearchKind, (condition: string, byName: boolean) => string>> = {
  list: listing,
  search: (condition, byName) => searching(BY_FIRST_WORD, condition, byName),
  scan: (condition, byName) => searching('true', condition, byName),
};

export interface SearchForm {
  readonly byCompany: boolean;
  readonly byType: boolean;
  /** Whether names decide on the order; else ids do. */
  readonly byName: boolean;
}

/** The statement for a kind of search, with or without each filter. */
export function searchStatement(kind: SearchKind, { byCompany, byType, byName }: SearchForm): Statement {
  const parts = ['credentials', kind, byCompany && 'of-company', byType && 'of-type', byName && 'by-name'];
  const name = parts.filter(Boolean).join('-');
  return statement(`${name}-page`, TEXTS[kind](filters(byCompany, byType), byName));
}
