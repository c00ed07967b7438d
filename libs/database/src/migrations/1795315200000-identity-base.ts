import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Users, roles and who holds them. `users.permission_version` changes whenever the user's effective nodes may have,
 * by triggers, so that a change by plain SQL counts as well.
 */
export class IdentityBase1795315200000 implements MigrationInterface {
  readonly name = 'IdentityBase1795315200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [USERS, ROLES, VERSION_FUNCTIONS, VERSION_TRIGGERS]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table user_roles, roles, users;
      drop function lock_granted_roles, bump_own_version, bump_changed_users, bump_role_holders, bump_all_users,
        bump_permission_versions;
      drop sequence permission_versions;
    `);
  }
}

const USERS = `
  create sequence permission_versions;

  create table users (
    id text primary key,
    login text not null unique,
    email text,
    name text not null,
    password_hash text,
    previous_password_hash text,
    image text,
    cw_identifier text,
    language text not null default 'en',
    theme text not null default 'light',
    active boolean not null default true,
    permanent boolean not null default false,
    permissions text[] not null default '{}',
    permission_version bigint not null default nextval('permission_versions'),
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now(),
    constraint users_login_check check (login = lower(login))
  );

  create unique index users_email_key on users (lower(email)) where email is not null;
  create index users_name_id_idx on users (name, id);
`;

const ROLES = `
  create table roles (
    id text primary key,
    title text not null,
    moniker text not null unique,
    permissions text[] not null default '{}',
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  );

  create table user_roles (
    user_id text not null references users on delete cascade,
    role_id text not null references roles on delete cascade,
    position integer not null default 0,
    primary key (user_id, role_id)
  );

  create index user_roles_role_id_idx on user_roles (role_id);
`;

/**
 * Users are locked in the order of their ids, so that two changes of many users cannot deadlock. Granting a role locks
 * it against a concurrent change of its nodes: either that change sees the new holder, or the grant waits for it.
 * Otherwise a version could be read, and cached, together with the role's former nodes.
 */
const VERSION_FUNCTIONS = `
  create function bump_permission_versions(user_ids text[]) returns void language sql as $$
    update users set permission_version = nextval('permission_versions')
    where id in (select id from users where id = any(user_ids) order by id for no key update)
  $$;

  create function bump_own_version() returns trigger language plpgsql as $$
  begin
    new.permission_version := nextval('permission_versions');
    return new;
  end $$;

  create function bump_changed_users() returns trigger language plpgsql as $$
  begin
    perform bump_permission_versions(array(select user_id from changed));
    return null;
  end $$;

  create function bump_role_holders() returns trigger language plpgsql as $$
  begin
    perform bump_permission_versions(array(select user_id from user_roles where role_id = new.id));
    return null;
  end $$;

  create function bump_all_users() returns trigger language plpgsql as $$
  begin
    perform bump_permission_versions(array(select id from users));
    return null;
  end $$;

  create function lock_granted_roles() returns trigger language plpgsql as $$
  begin
    perform 1 from roles where id in (select role_id from changed) order by id for share;
    return null;
  end $$;
`;

/** Triggers of one kind fire in the order of their names: the lock comes before the bump. */
const VERSION_TRIGGERS = `
  create trigger users_version before update on users for each row
    when (old.permissions is distinct from new.permissions or old.active is distinct from new.active)
    execute function bump_own_version();

  create trigger roles_version after update on roles for each row
    when (old.permissions is distinct from new.permissions)
    execute function bump_role_holders();

  create trigger user_roles_inserted_lock after insert on user_roles
    referencing new table as changed for each statement execute function lock_granted_roles();
  create trigger user_roles_inserted_version after insert on user_roles
    referencing new table as changed for each statement execute function bump_changed_users();

  create trigger user_roles_updated_lock after update on user_roles
    referencing new table as changed for each statement execute function lock_granted_roles();
  create trigger user_roles_updated_version after update on user_roles
    referencing new table as changed for each statement execute function bump_changed_users();
  create trigger user_roles_updated_version_before after update on user_roles
    referencing old table as changed for each statement execute function bump_changed_users();

  create trigger user_roles_deleted_version after delete on user_roles
    referencing old table as changed for each statement execute function bump_changed_users();
  create trigger user_roles_truncated_version after truncate on user_roles
    for each statement execute function bump_all_users();
`;
