import { momentText, statement, type Statement } from '@app/database';
import type { UserSort } from './user-record';

const ROLE_MONIKERS = `array(
  select r.moniker from user_roles ur join roles r on r.id = ur.role_id
   where ur.user_id = u.id order by ur.position, r.moniker)`;

const ROLE_IDS = `array(
  select ur.role_id from user_roles ur where ur.user_id = u.id order by ur.position, ur.role_id)`;

const row = (roles: string): string =>
  `u.id, u.name, u.email, u.login, u.image, ${roles} as roles,
   ${momentText('u.created_at')} as "createdAt", ${momentText('u.updated_at')} as "updatedAt"`;

const record = `${row(ROLE_MONIKERS)}, u.active, u.permanent, ${ROLE_IDS} as "roleIds"`;

export const FIND_BY_ID = statement('users-find-by-id', `select ${record} from users u where u.id = $1`);
export const FIND_BY_LOGIN = statement('users-find-by-login', `select ${record} from users u where u.login = $1`);

/** `$1` a pattern in any case or null, `$2` a boolean or null. The subselect lowers the pattern once, not once a row. */
const MATCHES = `($1::text is null or u.search like (select lower($1)))
     and ($2::boolean is null or u.active = $2)`;

const COUNT_MATCHES = `select count(*)::int as total from users u where ${MATCHES}`;

const list = (name: string, order: string): Statement =>
  statement(
    `users-list-by-${name}`,
    `select ${row(ROLE_MONIKERS)}, (${COUNT_MATCHES}) as total
       from users u where ${MATCHES} order by ${order} limit $3 offset $4`,
  );

/** One statement per order, since an order cannot be a parameter. */
export const LISTS: Readonly<Record<UserSort, Statement>> = {
  name: list('name', 'u.name, u.id'),
  '-name': list('name-desc', 'u.name desc, u.id desc'),
  login: list('login', 'u.login'),
  '-login': list('login-desc', 'u.login desc'),
  createdAt: list('created', 'u.created_at, u.id'),
  '-createdAt': list('created-desc', 'u.created_at desc, u.id desc'),
};

/** For pages behind the last one, whose rows cannot carry the total. */
export const COUNT = statement('users-count', COUNT_MATCHES);

export const LIST_OF_ROLE = statement(
  'users-list-of-role',
  `select ${row(ROLE_IDS)} from user_roles held join users u on u.id = held.user_id
    where held.role_id = $1 order by u.name, u.id limit 10000`,
);

export const LIST_LOGINS = statement(
  'users-list-logins',
  'select login from users where $1 or not permanent order by login limit 10000',
);

/** Login names have no `@`, so at most one user matches. */
export const FIND_FOR_LOGIN = statement(
  'users-find-for-login',
  `select id, login, name, email, active, password_hash as "passwordHash"
     from users where login = $1 or lower(email) = $1
    order by login = $1 desc limit 1`,
);

/** By members of ConnectWise, in lower case; where several users are linked to one, an active one and the oldest. */
export const FIND_LINKED = statement(
  'users-find-linked',
  `select distinct on (lower(cw_identifier)) lower(cw_identifier) as member, id from users
    where lower(cw_identifier) = any($1::text[])
    order by lower(cw_identifier), active desc, created_at, id`,
);

export const FIND_MEMBER = statement(
  'users-find-member',
  'select cw_identifier as "cwIdentifier" from users where id = $1',
);

export const FIND_ANY = statement('users-find-any', 'select 1 as found from users limit 1');

export const ONE_REGISTRATION_AT_A_TIME = statement(
  'users-serialize-registrations',
  `select pg_advisory_xact_lock(hashtext('registrations'))`,
);

export const DROP_ROLES = statement(
  'users-drop-roles',
  'delete from user_roles where user_id = $1 and role_id <> all($2::text[])',
);

export const PUT_ROLES = statement(
  'users-put-roles',
  `insert into user_roles (user_id, role_id, position)
   select $1, role_id, position::int from unnest($2::text[]) with ordinality as given (role_id, position)
   on conflict (user_id, role_id) do update set position = excluded.position`,
);
