import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { createDataSource } from '../data-source';
import { Companies1795316400000 } from './1795316400000-companies';

interface RoleRow {
  moniker: string;
  permissions: string[];
}

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.url, poolSize: 2 }).initialize();
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const undoToBefore = async (name: string): Promise<void> => {
  const isApplied = async () =>
    (await dataSource.query<unknown[]>('select 1 from migrations where name = $1', [name])).length;
  while (await isApplied()) await dataSource.undoLastMigration();
};

const roles = (): Promise<RoleRow[]> => dataSource.query('select moniker, permissions from roles order by moniker');

it('gives the seeded roles of an existing installation what they may see, once, and takes it back', async () => {
  const { name } = new Companies1795316400000();
  await undoToBefore(name);
  await dataSource.query(`
    insert into roles (id, title, moniker, permissions) values
      ('r1', 'Operator', 'operator', '{user.read,company.fetch}'),
      ('r2', 'Viewer', 'viewer', '{user.read}'),
      ('r3', 'Own', 'own', '{user.read}')`);
  await dataSource.query(`insert into users (id, login, name) values ('u1', 'ada', 'Ada')`);
  await dataSource.query(`insert into user_roles (user_id, role_id) values ('u1', 'r2')`);
  const version = async (): Promise<string> => {
    const [user] = await dataSource.query<{ version: string }[]>('select permission_version as version from users');
    return user?.version ?? '';
  };
  const before = await version();

  await dataSource.transaction(async ({ queryRunner }) => new Companies1795316400000().up(queryRunner!));
  expect(await roles()).toEqual([
    {
      moniker: 'operator',
      permissions: [
        ...['user.read', 'company.fetch', 'company.fetch.many', 'company.fetch.address', 'company.fetch.contacts'],
        'obj.company.*',
      ],
    },
    { moniker: 'own', permissions: ['user.read'] },
    {
      moniker: 'viewer',
      permissions: [
        ...['user.read', 'company.fetch', 'company.fetch.many', 'obj.company.id', 'obj.company.name'],
        ...['obj.company.cw_CompanyId', 'obj.company.cw_Identifier'],
      ],
    },
  ]);
  expect(await version()).not.toBe(before);

  await dataSource.transaction(async ({ queryRunner }) => new Companies1795316400000().down(queryRunner!));
  expect(await roles()).toEqual([
    { moniker: 'operator', permissions: ['user.read'] },
    { moniker: 'own', permissions: ['user.read'] },
    { moniker: 'viewer', permissions: ['user.read'] },
  ]);
});
