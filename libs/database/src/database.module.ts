import { Logger, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { DataSourceOptions } from 'typeorm';
import { dataSourceOptions } from './data-source';
import { Database } from './database';
import { isConnectionLost } from './database-errors';
import type { DatabaseLog, DatabaseOptions } from './database-options';
import { DatabaseServer } from './database-server';
import { DATABASE_LOG } from './database.tokens';
import { migrate } from './migrate';
import { Transactions } from './transactions';

const CONNECT_ATTEMPTS = 10;
const CONNECT_RETRY_MS = 1_000;

const nestLog = (logger = new Logger('Database')): DatabaseLog => ({
  info: (message) => logger.log(message),
  warn: (message) => logger.warn(message),
  error: (message, cause) => logger.error(message, cause instanceof Error ? cause.stack : cause),
});

/** Apart from DatabaseModule only so that TypeOrmModule's factory can be given the server's address. */
@Module({})
class DatabaseServerModule {
  static forOptions(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseServerModule,
      providers: [
        { provide: DATABASE_LOG, useFactory: () => options.log ?? nestLog() },
        {
          provide: DatabaseServer,
          inject: [DATABASE_LOG],
          useFactory: (log: DatabaseLog) => DatabaseServer.open(options, log),
        },
      ],
      exports: [DATABASE_LOG, DatabaseServer],
    };
  }
}

/**
 * Opens the database, migrates it and makes {@link Database} and {@link Transactions} available everywhere. Features
 * add their tables with `TypeOrmModule.forFeature([Entity])`. The connections close last, in `onApplicationShutdown`:
 * whoever still writes while the application stops does so in an earlier hook.
 */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    private readonly dataSource: DataSource,
    private readonly server: DatabaseServer,
  ) {}

  static forRoot(options: DatabaseOptions): DynamicModule {
    const server = DatabaseServerModule.forOptions(options);
    return {
      module: DatabaseModule,
      global: true,
      imports: [server, typeOrm(options, server)],
      providers: [Database, Transactions],
      exports: [Database, Transactions, TypeOrmModule],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
    await this.server.stop();
  }
}

const typeOrm = (options: DatabaseOptions, server: DynamicModule): DynamicModule =>
  TypeOrmModule.forRootAsync({
    imports: [server],
    inject: [DatabaseServer, DATABASE_LOG],
    useFactory: ({ url }: DatabaseServer, log: DatabaseLog) => ({
      ...dataSourceOptions({ ...options, url, log }),
      autoLoadEntities: true,
      retryAttempts: CONNECT_ATTEMPTS,
      retryDelay: CONNECT_RETRY_MS,
      toRetry: isConnectionLost,
    }),
    dataSourceFactory: openMigrated,
  });

async function openMigrated(options?: DataSourceOptions): Promise<DataSource> {
  if (!options) throw new Error('TypeOrmModule handed over no options');
  const dataSource = await new DataSource(options).initialize();
  try {
    await migrate(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}
