import { statement } from '@app/database';

/** Nobody else takes a snapshot of the site until the transaction ends. */
export const LOCK_SITE = statement(
  'unifi-history-lock-site',
  'select 1 from unifi_sites where id = $1 for no key update',
);

const MOST_SITES = 10_000;

export const DUE_SITES = statement(
  'unifi-history-due-sites',
  `select s.id, s.name, s.site_id as "siteId", s.controller, s.company_id as "companyId"
     from unifi_sites s
     left join lateral (select max(taken_at) as taken_at from unifi_snapshots where site_id = s.id) last on true
    where last.taken_at is null or last.taken_at < $1::timestamptz
    order by last.taken_at nulls first, s.id limit ${MOST_SITES}`,
);

/** By the primary key of each site. */
export const ANY_SINCE = statement(
  'unifi-history-any-since',
  `select 1 from unifi_sites s
    where exists (select 1 from unifi_snapshots n where n.site_id = s.id and n.taken_at >= $1::timestamptz) limit 1`,
);

export const KNOWN_DEVICES = statement(
  'unifi-history-known-devices',
  `select d.mac, d.revision_id as "revisionId", d.present, d.state, d.state_since as "stateSince",
          d.told_state as "toldState", d.told_at as "toldAt", r.name, r.model, r.type, r.version, r.adopted
     from unifi_devices d join unifi_device_revisions r on r.id = d.revision_id
    where d.site_id = $1`,
);

/**
 * Everything that a snapshot leaves behind, at once: `$2` the devices as JSON, `$4` and `$5` the revisions to close and
 * to open again, `$13` what is told of devices that have gone, which are those that are not among `$2`. A revision and its device may come in either order here,
 * since keys are checked at the end of the statement.
 */
export const KEEP = statement(
  'unifi-history-keep',
  `with seen as (
     select * from jsonb_to_recordset($2::jsonb) as s (
       mac text, name text, model text, type text, version text, adopted boolean, ip text, state integer,
       "stateSince" timestamptz, clients integer, uptime integer, "toldState" integer, "toldAt" timestamptz[],
       "revisionId" integer)
   ), revised as (
     insert into unifi_device_revisions (site_id, mac, name, model, type, version, adopted, since)
       select $1, mac, name, model, type, version, adopted, $3::timestamptz from seen where "revisionId" is null
     returning id, mac
   ), closed as (
     update unifi_device_revisions set until = $3::timestamptz where id = any($4::integer[])
   ), opened as (
     update unifi_device_revisions set until = null where id = any($5::integer[])
   ), missed as (
     select * from jsonb_to_recordset($13::jsonb) as m (mac text, "toldState" integer, "toldAt" timestamptz[])
   ), gone as (
     update unifi_devices d
        set present = false,
            told_state = coalesce((select m."toldState" from missed m where m.mac = d.mac), d.told_state),
            told_at = coalesce((select m."toldAt" from missed m where m.mac = d.mac), d.told_at)
      where d.site_id = $1 and not exists (select 1 from seen s where s.mac = d.mac)
        and (d.present or exists (select 1 from missed m where m.mac = d.mac))
   ), kept as (
     insert into unifi_devices as d (site_id, mac, revision_id, ip, state, state_since, clients, uptime, told_state,
                                     told_at, first_seen_at, last_seen_at)
       select $1, s.mac, coalesce(s."revisionId", r.id), s.ip, s.state, s."stateSince", s.clients, s.uptime,
              s."toldState", s."toldAt", $3::timestamptz, $3::timestamptz
         from seen s left join revised r on r.mac = s.mac
     on conflict (site_id, mac) do update set
       revision_id = excluded.revision_id, ip = excluded.ip, state = excluded.state,
       state_since = excluded.state_since, clients = excluded.clients, uptime = excluded.uptime, present = true,
       told_state = excluded.told_state, told_at = excluded.told_at, last_seen_at = excluded.last_seen_at
     returning d.mac, d.revision_id, d.state, d.clients, d.uptime
   )
   insert into unifi_snapshots (site_id, taken_at, clients, guests, devices_adopted, devices_connected,
                                devices_disconnected, devices_pending, health, revisions, states, device_clients,
                                uptimes)
     select $1, $3::timestamptz, $6::integer, $7::integer, $8::integer, $9::integer, $10::integer, $11::integer,
            $12::jsonb,
            coalesce(array_agg(revision_id order by mac), '{}'), coalesce(array_agg(state order by mac), '{}'),
            coalesce(array_agg(clients order by mac), '{}'), coalesce(array_agg(uptime order by mac), '{}')
       from kept
   on conflict (site_id, taken_at) do nothing`,
);

const MOST_ENTRIES = 20_000;

/**
 * Snapshots of a site from `$2` to before `$3`, newest first, `$5` of them; with `$4` (seconds) the last one of each
 * stretch of time. Walks from one to the next along the primary key, so that long stretches cost no more than short
 * ones. `walked` tells how many there are where the size of a page cut it short. `$6` names the one device to show.
 */
export const READ = statement(
  'unifi-history-read',
  `with recursive walk as (
     (select s.taken_at, 1 as place from unifi_snapshots s
       where s.site_id = $1 and s.taken_at >= $2::timestamptz and s.taken_at < $3::timestamptz
       order by s.taken_at desc limit 1)
     union all
     select earlier.taken_at, w.place + 1 from walk w cross join lateral (
       select s.taken_at from unifi_snapshots s
        where s.site_id = $1 and s.taken_at >= $2::timestamptz
          and s.taken_at < case when $4::integer is null then w.taken_at
            else date_bin($4::integer * interval '1 second', w.taken_at, timestamptz 'epoch') end
        order by s.taken_at desc limit 1) as earlier
      where w.place < $5::integer
   ), page as (
     select s.*, w.place, count(*) over ()::integer as walked,
            sum(case when $6::text is null then cardinality(s.revisions) else 1 end) over (order by w.place) as entries
       from walk w join unifi_snapshots s on s.site_id = $1 and s.taken_at = w.taken_at
   )
   select p.taken_at as "takenAt", p.clients, p.guests, p.devices_adopted as "devicesAdopted",
          p.devices_connected as "devicesConnected", p.devices_disconnected as "devicesDisconnected",
          p.devices_pending as "devicesPending", p.health, p.walked,
          (select coalesce(json_agg(json_build_object(
                    'mac', r.mac, 'name', coalesce(r.name, r.model), 'model', r.model,
                    'type', coalesce(r.type, 'unknown'), 'version', r.version, 'state', e.state,
                    'clients', e.clients, 'uptime', e.uptime) order by r.mac), '[]'::json)
             from unnest(p.revisions, p.states, p.device_clients, p.uptimes) as e (revision_id, state, clients, uptime)
             join unifi_device_revisions r on r.id = e.revision_id
            where $6::text is null or r.mac = $6) as devices
     from page p
    where p.place = 1 or p.entries <= ${MOST_ENTRIES}
    order by p.place`,
);

const MOST_DEVICES = 10_000;

export const INVENTORY = statement(
  'unifi-history-inventory',
  `select d.mac, coalesce(r.name, r.model) as name, r.model, coalesce(r.type, 'unknown') as type, r.version, r.adopted,
          d.ip, d.state, d.state_since as "stateSince", d.clients, d.uptime, d.present,
          d.first_seen_at as "firstSeenAt", d.last_seen_at as "lastSeenAt"
     from unifi_devices d join unifi_device_revisions r on r.id = d.revision_id
    where d.site_id = $1 order by d.mac limit ${MOST_DEVICES}`,
);

/** Of each site its oldest ones, which the primary key finds: no other index is kept for this. */
export const PRUNE_SNAPSHOTS = statement(
  'unifi-history-prune-snapshots',
  `with due as (
     select s.id as site_id, old.taken_at from unifi_sites s cross join lateral (
       select o.taken_at from unifi_snapshots o
        where o.site_id = s.id and o.taken_at < $1::timestamptz order by o.taken_at limit 500) as old
     limit $2::integer
   ), gone as (
     delete from unifi_snapshots s using due where s.site_id = due.site_id and s.taken_at = due.taken_at returning 1
   )
   select count(*)::integer as count from gone`,
);

/** Their revisions go with them. */
export const PRUNE_DEVICES = statement(
  'unifi-history-prune-devices',
  `with gone as (
     delete from unifi_devices where (site_id, mac) in (
       select site_id, mac from unifi_devices where not present and last_seen_at < $1::timestamptz limit $2::integer)
     returning 1
   )
   select count(*)::integer as count from gone`,
);

/** Once no snapshot refers to them. The last one of a device that is gone stays as long as the device. */
export const PRUNE_REVISIONS = statement(
  'unifi-history-prune-revisions',
  `with gone as (
     delete from unifi_device_revisions where id in (
       select r.id from unifi_device_revisions r
        where r.until < $1::timestamptz and not exists (
          select 1 from unifi_devices d where d.site_id = r.site_id and d.mac = r.mac and d.revision_id = r.id)
        limit $2::integer)
     returning 1
   )
   select count(*)::integer as count from gone`,
);
