import { Client } from 'pg';
import { createTestDatabase } from '../../../../test/support/database';
import type { TestDatabase } from '../../../../test/support/database';

describe('identity base', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client(database.url);
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  beforeEach(() =>
    client.query(`
      delete from users;
      delete from roles;
      insert into users (id, login, name, email) values
        ('u1', 'ann', 'Ann', 'Ann@example.com'), ('u2', 'bob', 'Bob', null), ('u3', 'cy', 'Cy', null);
      insert into roles (id, title, moniker, permissions) values ('r1', 'One', 'one', '{a.b}'), ('r2', 'Two', 'two', '{}');
      insert into user_roles (user_id, role_id) values ('u1', 'r1'), ('u2', 'r1');
    `),
  );

  const versions = async (): Promise<Record<string, number>> => {
    const { rows } = await client.query<{ id: string; version: number }>(
      'select id, permission_version::int as version from users',
    );
    return Object.fromEntries(rows.map(({ id, version }) => [id, version]));
  };

  /** The users whose version rose while `sql` ran. */
  const bumpedBy = async (sql: string): Promise<string[]> => {
    const before = await versions();
    await client.query(sql);
    const after = await versions();
    return Object.keys(after)
      .filter((id) => (after[id] ?? 0) > (before[id] ?? Infinity))
      .sort();
  };

  it.each([
    ['direct nodes change', `update users set permissions = '{x.y}' where id = 'u1'`, ['u1']],
    ['a user is disabled', `update users set active = false where id = 'u2'`, ['u2']],
    ['a role is granted', `insert into user_roles (user_id, role_id) values ('u3', 'r2')`, ['u3']],
    [
      'a role is granted to many',
      `insert into user_roles (user_id, role_id) select id, 'r2' from users`,
      ['u1', 'u2', 'u3'],
    ],
    ['a role is taken away', `delete from user_roles where user_id = 'u1'`, ['u1']],
    ['a grant moves to another user', `update user_roles set user_id = 'u3' where user_id = 'u1'`, ['u1', 'u3']],
    ['the nodes of a role change', `update roles set permissions = '{c.d}' where id = 'r1'`, ['u1', 'u2']],
    ['a role is deleted', `delete from roles where id = 'r1'`, ['u1', 'u2']],
    ['all grants are removed at once', `truncate user_roles`, ['u1', 'u2', 'u3']],
  ])('raises the version when %s', async (_name, sql, users) => {
    expect(await bumpedBy(sql)).toEqual(users);
  });

  it.each([
    ['other fields change', `update users set name = 'Anna', theme = 'dark' where id = 'u1'`],
    ['nodes are written unchanged', `update users set permissions = permissions, active = active`],
    ['a role is renamed', `update roles set title = 'Uno', permissions = permissions`],
    ['a role without holders changes', `update roles set permissions = '{z.z}' where id = 'r2'`],
    ['another user is deleted', `delete from users where id = 'u3'`],
  ])('leaves the version alone when %s', async (_name, sql) => {
    expect(await bumpedBy(sql)).toEqual([]);
  });

  it('never uses a version twice', async () => {
    const { u1 } = await versions();
    await client.query(
      `delete from users where id = 'u1'; insert into users (id, login, name) values ('u1', 'ann', 'Ann')`,
    );
    expect((await versions()).u1).toBeGreaterThan(u1 ?? Infinity);
  });

  it('raises a new holder as well when the role changes while it is being granted', async () => {
    const other = new Client(database.url);
    await other.connect();
    try {
      await other.query('begin');
      await other.query(`insert into user_roles (user_id, role_id) values ('u3', 'r1')`);
      const change = bumpedBy(`update roles set permissions = '{new.node}' where id = 'r1'`);
      await waitsForALock(other);
      const granted = await other.query<{ version: number }>(
        `select permission_version::int as version from users where id = 'u3'`,
      );
      await other.query('commit');
      expect(await change).toEqual(['u1', 'u2', 'u3']);
      expect((await versions()).u3).toBeGreaterThan(granted.rows[0]?.version ?? Infinity);
    } finally {
      await other.end();
    }
  });

  const waitsForALock = async (observer: Client): Promise<void> => {
    const deadline = Date.now() + 5_000;
    for (;;) {
      const { rowCount } = await observer.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rowCount) return;
      if (Date.now() > deadline) throw new Error('Nobody waits for a lock');
    }
  };

  it.each([
    ['a login in upper case', `insert into users (id, login, name) values ('x', 'Ann2', 'x')`, '23514'],
    ['a login twice', `insert into users (id, login, name) values ('x', 'ann', 'x')`, '23505'],
    [
      'an e-mail twice, in any case',
      `insert into users (id, login, name, email) values ('x', 'x', 'x', 'ANN@example.COM')`,
      '23505',
    ],
    ['a moniker twice', `insert into roles (id, title, moniker) values ('x', 'x', 'one')`, '23505'],
  ])('refuses %s', async (_name, sql, code) => {
    await expect(client.query(sql)).rejects.toMatchObject({ code });
  });

  it('lists users by name from the index', async () => {
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query<Record<string, string>>(
      'explain select id from users order by name, id limit 30',
    );
    await client.query('reset enable_seqscan');
    expect(JSON.stringify(rows)).toContain('users_name_id_idx');
  });
});
