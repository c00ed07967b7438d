import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Client } from 'pg';
import { Column, Entity } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database';
import { BaseRow } from './base-row';
import { Database } from './database';
import { DatabaseModule } from './database.module';
import { silentLog } from './database-options';
import type { DatabaseOptions } from './database-options';
import { Transactions } from './transactions';

@Entity('roles')
class RoleRow extends BaseRow {
  @Column('text')
  title: string;

  @Column('text')
  moniker: string;
}

@Injectable()
class Roles {
  constructor(
    readonly database: Database,
    readonly transactions: Transactions,
  ) {}
}

/** Asks for nothing but its table: the database is there without being imported. */
@Module({ imports: [TypeOrmModule.forFeature([RoleRow])], providers: [Roles] })
class RolesModule {}

const boot = (options: DatabaseOptions): Promise<TestingModule> => {
  const database: DynamicModule = DatabaseModule.forRoot({ ...options, log: silentLog });
  return Test.createTestingModule({ imports: [database, RolesModule] }).compile();
};

const useRoles = async (application: TestingModule): Promise<void> => {
  const { database, transactions } = application.get(Roles);
  await transactions.run(() => database.repository(RoleRow).insert({ title: 'One', moniker: 'one' }));
  await expect(database.repository(RoleRow).countBy({ moniker: 'one' })).resolves.toBe(1);
};

describe('DatabaseModule', () => {
  it('opens a given database for every feature and closes it on shutdown', async () => {
    const testDatabase = await createTestDatabase();
    const application = await boot({ url: testDatabase.url, dataDir: '/nonexistent' });
    const { dataSource } = application.get(Database);
    try {
      await useRoles(application);
    } finally {
      await application.close();
      await testDatabase.drop();
    }
    expect(dataSource.isInitialized).toBe(false);
  });

  it('runs, migrates and stops a PostgreSQL of its own when no address is given', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-module-'));
    const application = await boot({ dataDir });
    const { url } = application.get(Database).dataSource.options as { url: string };
    try {
      await useRoles(application);
    } finally {
      await application.close();
    }
    await expect(new Client(url).connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await rm(dataDir, { recursive: true, force: true });
  }, 60_000);
});
