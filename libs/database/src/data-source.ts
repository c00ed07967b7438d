import { Socket } from 'node:net';
import { writeWhole } from '@app/kernel';
import { DataSource } from 'typeorm';
import type { DataSourceOptions } from 'typeorm';
import { RowIdSubscriber } from './base-row';
import { silentLog } from './database-options';
import type { DatabaseLog } from './database-options';
import { migrations } from './migrations';
import { PostgresNamingStrategy } from './naming-strategy';
import { TypeOrmLog } from './typeorm-log';

const DEFAULT_POOL_SIZE = 20;
const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 60_000;

export interface DataSourceSettings {
  url: string;
  entities?: DataSourceOptions['entities'];
  poolSize?: number;
  applicationName?: string;
  log?: DatabaseLog;
}

/** The options of every data source of ours: never synchronised, our names, our ids, all migrations. */
export const dataSourceOptions = (settings: DataSourceSettings) =>
  ({
    type: 'postgres',
    url: settings.url,
    entities: settings.entities ?? [],
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    migrationsRun: false,
    synchronize: false,
    installExtensions: false,
    logger: new TypeOrmLog(settings.log ?? silentLog),
    namingStrategy: new PostgresNamingStrategy(),
    subscribers: [RowIdSubscriber],
    poolSize: settings.poolSize ?? DEFAULT_POOL_SIZE,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName: settings.applicationName ?? 'switchyard',
    extra: { idleTimeoutMillis: IDLE_TIMEOUT_MS, keepAlive: true, stream: () => writeWhole(new Socket()) },
    poolErrorHandler: (error: Error) =>
      (settings.log ?? silentLog).warn(`An idle database connection was lost: ${error.message}`),
  }) satisfies DataSourceOptions;

/** An unopened data source for work outside the application: scripts, checks, tests. */
export const createDataSource = (settings: DataSourceSettings): DataSource =>
  new DataSource(dataSourceOptions(settings));
