import { jsonMoment, jsonObject, jsonValue, statement } from '@app/database';

const MAX_LISTED = 10_000;

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

export const LIST_WITH_COMPANIES = statement(
  'unifi-sites-list-with-companies',
  listed(`select ${siteJson(companyJson)} as json, s.name, s.id
            from unifi_sites s left join companies c on c.id = s.company_id`),
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

const COLUMNS = 'id, name, site_id as "siteId", company_id as "companyId"';

export const FIND = statement('unifi-sites-find', `select ${COLUMNS} from unifi_sites where id = $1`);

export const ID_OF = statement('unifi-sites-id-of', 'select id from unifi_sites where site_id = $1');

export const COUNT = statement('unifi-sites-count', 'select count(*)::integer as count from unifi_sites');

/** By id, behind the id `$1`. */
export const NEXT = statement(
  'unifi-sites-next',
  `select ${COLUMNS} from unifi_sites where id > $1 order by id limit $2`,
);

/** In a transaction: nobody else changes the site until it ends. */
export const FIND_FOR_UPDATE = statement(
  'unifi-sites-find-for-update',
  `select ${COLUMNS} from unifi_sites where id = $1 for no key update`,
);

export const SET_COMPANY = statement(
  'unifi-sites-set-company',
  'update unifi_sites set company_id = $2, updated_at = now() where id = $1',
);

/**
 * Sites of the controller, `$1` a list of them as JSON: new ones are added, known ones keep their ids and companies and
 * are renamed where the name is another. Always in the same order, so that two syncs at once do not lock each other out.
 */
export const KEEP = statement(
  'unifi-sites-keep',
  `insert into unifi_sites as s (id, name, site_id)
     select g.id, g.name, g."siteId" from jsonb_to_recordset($1) as g (id text, name text, "siteId" text)
      order by g."siteId"
   on conflict (site_id) do update set name = excluded.name, updated_at = now()
      where s.name is distinct from excluded.name
   returning s.id, s.name, (xmax = 0) as created`,
);
