import { startEmbeddedPostgres } from './embedded';
import type { DatabaseLog, DatabaseOptions } from './database-options';

/** The PostgreSQL in use: one that somebody else runs, or the embedded one. */
export class DatabaseServer {
  private constructor(
    readonly url: string,
    private readonly end: () => Promise<void>,
  ) {}

  static async open({ url, dataDir }: DatabaseOptions, log: DatabaseLog): Promise<DatabaseServer> {
    if (url) return new DatabaseServer(url, () => Promise.resolve());
    const embedded = await startEmbeddedPostgres({ dataDir, log });
    return new DatabaseServer(embedded.url, () => embedded.stop());
  }

  /** Stops the embedded server if this process is the one responsible for it. */
  stop(): Promise<void> {
    return this.end();
  }
}
