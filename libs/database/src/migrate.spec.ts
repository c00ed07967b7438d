import { Check, Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { DataSource, Relation } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { BaseRow } from './base-row';
import { createDataSource } from './data-source';
import type { DataSourceSettings } from './data-source';
import { migrate, migrationDrift } from './migrate';
import { migrations } from './migrations';

@Entity('users')
@Index(['name', 'id'])
@Check('users_login_check', 'login = lower(login)')
class UserRow extends BaseRow {
  @Column('text', { unique: true })
  login: string;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  passwordHash: string | null;

  @Column('text', { nullable: true })
  previousPasswordHash: string | null;

  @Column('text', { nullable: true })
  image: string | null;

  @Column('text', { nullable: true })
  cwIdentifier: string | null;

  @Column('text', { default: 'en' })
  language: string;

  @Column('text', { default: 'light' })
  theme: string;

  @Column('boolean', { default: true })
  active: boolean;

  @Column('boolean', { default: false })
  permanent: boolean;

  @Column('text', { array: true, default: '{}' })
  permissions: string[];

  @Column({ type: 'bigint', default: () => `nextval('permission_versions')`, update: false })
  permissionVersion: string;

  @Column({ type: 'text', default: '', update: false })
  search: string;
}

@Entity('roles')
class RoleRow extends BaseRow {
  @Column('text')
  title: string;

  @Column('text', { unique: true })
  moniker: string;

  @Column('text', { array: true, default: '{}' })
  permissions: string[];
}

@Entity('user_roles')
class UserRoleRow {
  @PrimaryColumn('text')
  userId: string;

  @Index()
  @PrimaryColumn('text')
  roleId: string;

  @Column('integer', { default: 0 })
  position: number;

  @ManyToOne(() => UserRow, { onDelete: 'CASCADE' })
  @JoinColumn()
  user: Relation<UserRow>;

  @ManyToOne(() => RoleRow, { onDelete: 'CASCADE' })
  @JoinColumn()
  role: Relation<RoleRow>;
}

@Entity('roles')
class RoleRowWithMore {
  @PrimaryColumn('text')
  id: string;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @Column('text', { nullable: true })
  colour: string | null;
}

describe('migrate', () => {
  const open: DataSource[] = [];
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase();
  });

  afterEach(async () => {
    for (const dataSource of open.splice(0)) await dataSource.destroy();
    await database.drop();
  });

  const connect = async (entities: DataSourceSettings['entities'] = []): Promise<DataSource> => {
    const dataSource = await createDataSource({ url: database.url, entities, poolSize: 2 }).initialize();
    open.push(dataSource);
    return dataSource;
  };

  const undoAll = async (dataSource: DataSource): Promise<void> => {
    while ((await dataSource.query<unknown[]>('select 1 from migrations')).length) await dataSource.undoLastMigration();
  };

  const tables = (dataSource: DataSource): Promise<{ name: string }[]> =>
    dataSource.query(`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_name <> 'migrations'`);

  it('takes everything back, and does it again', async () => {
    const dataSource = await connect();
    await undoAll(dataSource);
    expect(await tables(dataSource)).toEqual([]);
    expect(await migrate(dataSource)).toHaveLength(migrations.length);
    expect(await tables(dataSource)).toEqual(expect.arrayContaining([{ name: 'users' }, { name: 'roles' }]));
  });

  it('runs each migration once when several processes start together', async () => {
    const processes = await Promise.all([connect(), connect(), connect()]);
    await undoAll(processes[0]);
    const executed = await Promise.all(processes.map((dataSource) => migrate(dataSource)));
    expect(executed.flat()).toEqual(migrations.map(({ name }) => name));
  });

  it('gives its connection and its lock back after a failure', async () => {
    const dataSource = await connect();
    await undoAll(dataSource);
    await dataSource.query('create table users (id text)');
    await expect(migrate(dataSource)).rejects.toThrow('already exists');
    await dataSource.query('drop table users');
    await expect(migrate(dataSource)).resolves.toHaveLength(migrations.length);
  });

  it('sees no drift for entities written without a single constraint name', async () => {
    expect(await migrationDrift(await connect([UserRow, RoleRow, UserRoleRow]))).toEqual([]);
  });

  it('reports what an entity has and the schema lacks', async () => {
    const drift = await migrationDrift(await connect([RoleRowWithMore]));
    expect(drift.join('\n')).toContain('ADD "colour" text');
  });
});
