import type { Client } from 'pg';
import { cpuMsOf } from './process-usage';

/** CPU time by process number, in ms. */
export type BackendTimes = ReadonlyMap<number, number>;

/** PostgreSQL's processes that serve one database, on the same machine. */
export class Backends {
  constructor(private readonly client: Client) {}

  /** The CPU time so far of each of them but our own. */
  async times(): Promise<BackendTimes> {
    const { rows } = await this.client.query<{ pid: number }>(
      `select pid from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return new Map(await Promise.all(rows.map(async ({ pid }) => [pid, await cpuMsOf(pid)] as const)));
  }
}

/** What was spent between two readings; a process that has ended meanwhile is left out. */
export function spentBetween(before: BackendTimes, after: BackendTimes): number {
  return [...after].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0);
}
