import { createDataSource, migrate } from '@app/database';
import type { DataSource } from 'typeorm';
import { SEEDED_ROLES } from '../../../../apps/api/src/modules/identity/roles/seeded-roles.permissions';
import { createTestDatabase, type TestDatabase } from '../../../support/database';

/** What the roles of the first release held; later areas added theirs by migration. */
const FIRST = {
  viewer: ['user.read', 'user.write', 'team.read', 'obj.user.*', 'server.status.read'],
  operator: ['role.read', 'role.list', 'obj.role.*', 'user.read.other', 'user.list.other'],
};
const BEFORE_AREAS = 'UserSearch1795316300000';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.url, poolSize: 2 }).initialize();
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const last = async (): Promise<string | undefined> =>
  (await dataSource.query<{ name: string }[]>('select name from migrations order by timestamp desc limit 1'))[0]?.name;

it('an installation that was migrated has the roles that a new one has', async () => {
  while ((await last()) !== BEFORE_AREAS) await dataSource.undoLastMigration();
  for (const [moniker, permissions] of Object.entries({ ...FIRST, operator: [...FIRST.viewer, ...FIRST.operator] })) {
    await dataSource.query('insert into roles (id, title, moniker, permissions) values ($1, $1, $1, $2)', [
      moniker,
      permissions,
    ]);
  }
  await migrate(dataSource);
  const roles = await dataSource.query<{ moniker: string; permissions: string[] }[]>('table roles');
  for (const { moniker, permissions } of roles) {
    const seeded = SEEDED_ROLES[moniker as keyof typeof FIRST].permissions;
    // A wildcard stands for what it covers, whichever of the two names the single nodes as well.
    const covers = (held: readonly string[], node: string) =>
      held.includes(node) || held.some((one) => one.endsWith('.*') && node.startsWith(one.slice(0, -1)));
    expect(seeded.filter((node) => !covers(permissions, node))).toEqual([]);
    expect(permissions.filter((node) => !covers(seeded, node))).toEqual([]);
  }
});
