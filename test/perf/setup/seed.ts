import { PasswordHasher } from '@app/crypto';
import { newId } from '@app/kernel';
import type { Client } from 'pg';

const USERS = 10_000;

/** Every name has one of twenty family names, five of which hold what the list is searched for. */
const ADD_USERS = `
  insert into users (id, login, name, email)
  select 'cperf' || lpad(i::text, 20, '0'), 'member' || i,
         ('{Ada,Ben,Cleo,Dan,Eva,Finn,Gita,Hal,Ida,Jon,Kai,Lea,Max,Nia,Ole,Pia,Quin,Rosa,Sam,Tess}'::text[])[1 + i % 20] || ' ' ||
         ('{Abbott,Baker,Carlson,Dalton,Ericson,Foster,Gupta,Hudson,Ito,Jones,Keller,Larson,Meyer,Novak,Olsen,Price,Quist,Rossi,Stone,Wilson}'::text[])[1 + i / 20 % 20],
         'member' || i || '@example.test'
    from generate_series(1, $1::int) i`;

const ADD_ROLES = `
  insert into roles (id, title, moniker)
  select 'cperfrole' || lpad(i::text, 16, '0'), 'Team ' || i, 'team-' || i from generate_series(1, 3) i`;

const GIVE_ROLES = `
  insert into user_roles (user_id, role_id, position)
  select u.id, r.id, row_number() over (partition by u.id order by r.id)
    from users u join roles r on r.id like 'cperfrole%' and (hashtext(u.id || r.id) & 1) = 1
   where u.id like 'cperf%'`;

const ADD_TEAMS = `
  with added as (
    insert into teams (id, name, slug)
    select 'cperfteam' || lpad(i::text, 16, '0'), 'Team ' || i, 'perf-team-' || i from generate_series(1, 3) i
    returning id
  )
  insert into team_members (team_id, user_id, role) select id, $1, 30 from added`;

export const READER = { login: 'perf-reader', password: 'Perf-reader-1!' } as const;

/** What the reader sees of a user. */
export const READER_FIELDS = ['id', 'name', 'login', 'roles', 'createdAt'] as const;

export const READER_NODES = [
  ...['user.read', 'user.read.other', 'user.list.other', 'team.read'],
  ...['credential.*', 'credential_type.*', 'obj.credential.*', 'obj.credentialType.*', 'obj.company.*'],
  ...['unifi.*', 'obj.unifiSite.*'],
  ...['procurement.catalog.*', 'procurement.catalog.fetch.many', 'obj.catalogItem.*'],
  ...READER_FIELDS.map((field) => `obj.user.${field}`),
];

/** Fills a migrated database: ten thousand users with roles, and the one who reads them. */
export async function seed(client: Client): Promise<void> {
  await client.query(ADD_USERS, [USERS]);
  await client.query(ADD_ROLES);
  await client.query(GIVE_ROLES);
  const readerId = newId();
  await client.query('insert into users (id, login, name, password_hash, permissions) values ($1, $2, $2, $3, $4)', [
    readerId,
    READER.login,
    await new PasswordHasher().hash(READER.password),
    READER_NODES,
  ]);
  await client.query(ADD_TEAMS, [readerId]);
  await client.query('vacuum analyze');
}
