/** Where progress and trouble are told. Nothing in this library writes to the console by itself. */
export interface DatabaseLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}

export const silentLog: DatabaseLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface DatabaseOptions {
  /** `postgres://...`; without it an embedded PostgreSQL runs in `dataDir`. */
  url?: string;
  /** The product's data directory (`DATA_DIR`); the embedded server keeps its files in `<dataDir>/postgres`. */
  dataDir: string;
  /** Connections that this process may hold; 20 by default. */
  poolSize?: number;
  /** Shown in `pg_stat_activity`. */
  applicationName?: string;
  /** Nest's logger by default. */
  log?: DatabaseLog;
}
