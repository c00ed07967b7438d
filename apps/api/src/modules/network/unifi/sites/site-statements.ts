import { jsonMoment, jsonObject, jsonValue, statement } from '@app/database';

const MAX_LISTED = 10_000;
/** Far more than are ever configured. */
const MAX_CONTROLLERS = 1_000;

/** A site `s` as JSON, of the keys in `$1`; with its company where the route shows it. */
const siteJson = (company?: string): string =>
  jsonObject('$1', {
    id: jsonValue('s.id'),
    name: jsonValue('s.name'),
    siteId: jsonValue('s.site_id'),
    companyId: jsonValue('s.company_id'),
    ...(company !== undefined && { company }),
    createdAt: jsonMoment('s.created_at'),
    updatedAt: jsonMoment('s.updated_at'),
  });

/** What a site shows of its company `c`, of the keys in `$2`. */
const companyJson = `case when c.id is null then 'null' else ${jsonObject('$2', {
  id: jsonValue('c.id'),
  name: jsonValue('c.name'),
})} end`;

const listed = (rows: string): string =>
  `select '[' || coalesce(string_agg(json, ',' order by name, id), '') || ']' as json from (
     ${rows} order by s.name, s.id limit ${MAX_LISTED}) as listed`;

const withCompanies = `from unifi_sites s left join companies c on c.id = s.company_id`;

/**
 * Tells one state of the rows from every other: each version of a row has the transaction in it that wrote it, and the
 * server its start, since another one may have numbered its transactions alike. Only of committed rows: within one
 * transaction a row may change further under the same number.
 */
const stampOf = (rows: string): string =>
  `select concat_ws('-', extract(epoch from pg_postmaster_start_time()), count(*),
            bit_xor(hash_record_extended(row(s.id, s.xmin, c.xmin), 0)),
            bit_xor(hash_record_extended(row(s.id, s.xmin, c.xmin), 1))) as stamp ${rows}`;

/** With the stamp of the rows, and without the text for whoever has it: `$3` is the stamp of the one they have. */
const listedUnlessKnown = (rows: string): string =>
  `with state as materialized (${stampOf(rows)})
   select stamp, case when stamp is distinct from $3
            then (${listed(`select ${siteJson(companyJson)} as json, s.name, s.id ${rows}`)}) end as json
     from state`;

export const LIST_WITH_COMPANIES = statement('unifi-sites-list-with-companies', listedUnlessKnown(withCompanies));

export const LIST_OF_CONTROLLER = statement(
  'unifi-sites-list-of-controller',
  listedUnlessKnown(`${withCompanies} where s.controller = $4`),
);

export const LIST = statement(
  'unifi-sites-list',
  listed(`select ${siteJson()} as json, s.name, s.id from unifi_sites s`),
);

export const LIST_OF_COMPANY = statement(
  'unifi-sites-list-of-company',
  listed(`select ${siteJson()} as json, s.name, s.id from unifi_sites s where s.company_id = $2`),
);

export const FETCH = statement('unifi-sites-fetch', `select ${siteJson()} as json from unifi_sites s where s.id = $2`);

const COLUMNS = 'id, name, site_id as "siteId", controller, company_id as "companyId"';

export const FIND = statement('unifi-sites-find', `select ${COLUMNS} from unifi_sites where id = $1`);

export const ID_OF = statement(
  'unifi-sites-id-of',
  'select id from unifi_sites where controller = $1 and site_id = $2',
);

export const COUNT = statement('unifi-sites-count', 'select count(*)::integer as count from unifi_sites');

/** In a transaction: nobody else changes the site until it ends. */
export const FIND_FOR_UPDATE = statement(
  'unifi-sites-find-for-update',
  `select ${COLUMNS} from unifi_sites where id = $1 for no key update`,
);

export const SET_COMPANY = statement(
  'unifi-sites-set-company',
  'update unifi_sites set company_id = $2, updated_at = now() where id = $1',
);

/** How many sites of each controller there are. */
export const COUNT_BY_CONTROLLER = statement(
  'unifi-sites-count-by-controller',
  `select controller as name, count(*)::int as sites from unifi_sites group by controller order by controller limit ${MAX_CONTROLLERS}`,
);

/**
 * Sites of controllers, `$1` a list of them as JSON: new ones are added, known ones keep their ids and companies and
 * are renamed where the name is another. Always in the same order, so that two syncs at once do not lock each other out.
 */
export const KEEP = statement(
  'unifi-sites-keep',
  `insert into unifi_sites as s (id, name, site_id, controller)
     select g.id, g.name, g."siteId", g.controller
       from jsonb_to_recordset($1) as g (id text, name text, "siteId" text, controller text)
      order by g.controller, g."siteId"
   on conflict (controller, site_id) do update set name = excluded.name, updated_at = now()
      where s.name is distinct from excluded.name
   returning s.id, s.name, (xmax = 0) as created`,
);
