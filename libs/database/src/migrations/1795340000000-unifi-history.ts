import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToSeededRoles, withdrawFromSeededRoles, type SeededRoleGrants } from './seeded-role-grants';

/** Devices of UniFi sites as they were seen, and a series of snapshots per site. All moments are UTC. */
export class UnifiHistory1795340000000 implements MigrationInterface {
  readonly name = 'UnifiHistory1795340000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [DEVICES, REVISIONS, SNAPSHOTS]) await queryRunner.query(sql);
    await grantToSeededRoles(queryRunner, GRANTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await withdrawFromSeededRoles(queryRunner, GRANTS);
    await queryRunner.query('drop table unifi_snapshots, unifi_device_revisions, unifi_devices');
  }
}

/**
 * A device is known by its site and its MAC address, whatever the controller calls it. Every snapshot writes its row
 * anew, so pages keep room for that. `told_state` is what was told last of its state, `told_at` when that was.
 */
const DEVICES = `
  create table unifi_devices (
    site_id text not null references unifi_sites on delete cascade,
    mac text not null,
    revision_id integer not null,
    ip text,
    state integer not null,
    state_since timestamptz(3) not null,
    clients integer,
    uptime integer,
    present boolean not null default true,
    told_state integer not null,
    told_at timestamptz(3)[] not null default '{}',
    first_seen_at timestamptz(3) not null,
    last_seen_at timestamptz(3) not null,
    primary key (site_id, mac)
  ) with (fillfactor = 70);
`;

/** What seldom changes of a device, once for as long as it stays: snapshots refer to it. `until` is null while it holds. */
const REVISIONS = `
  create table unifi_device_revisions (
    id integer generated always as identity primary key,
    site_id text not null,
    mac text not null,
    name text,
    model text,
    type text,
    version text,
    adopted boolean not null,
    since timestamptz(3) not null,
    until timestamptz(3),
    foreign key (site_id, mac) references unifi_devices on delete cascade
  );
  create index unifi_device_revisions_device_idx on unifi_device_revisions (site_id, mac);
  create index unifi_device_revisions_until_idx on unifi_device_revisions (until) where until is not null;
`;

/**
 * One row for a site and a moment: the series of each of its metrics, and of state, clients and uptime (seconds) of each
 * device, which stand at the same place of the four arrays. `health` holds an array for each subsystem.
 */
const SNAPSHOTS = `
  create table unifi_snapshots (
    site_id text not null references unifi_sites on delete cascade,
    taken_at timestamptz(3) not null,
    clients integer,
    guests integer,
    devices_adopted integer not null,
    devices_connected integer not null,
    devices_disconnected integer not null,
    devices_pending integer not null,
    revisions integer[] not null,
    states integer[] not null,
    device_clients integer[] not null,
    uptimes integer[] not null,
    health jsonb not null,
    primary key (site_id, taken_at)
  );
`;

const READ = ['unifi.site.history', 'unifi.site.inventory'];

const GRANTS: SeededRoleGrants = { operator: READ, viewer: READ };
