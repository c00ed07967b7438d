import type { Job, Sync } from '@contract/optima';
import type { TestApp, TestUser } from './app';
import { until } from './until';

export type SyncRun = NonNullable<Sync['lastRun']>;

export async function syncOf({ agent }: TestUser, resource: string): Promise<Sync> {
  const { body } = await agent.get<{ data: Sync[] }>('/v1/sync').expect(200);
  const found = body.data.find((sync) => sync.resource === resource);
  if (!found) throw new Error(`${resource} is not synced`);
  return found;
}

export async function startSync({ agent }: TestUser, resource: string, query: { mode?: string } = {}): Promise<Job> {
  const { body } = await agent.post<{ data: Job }>(`/v1/sync/${resource}`).query(query).expect(202);
  return body.data;
}

/** Runs a sync to its end and answers what became of it. */
export async function runSync(
  app: Pick<TestApp, 'sql'>,
  user: TestUser,
  resource: string,
  query: { mode?: string } = {},
): Promise<SyncRun> {
  const { id } = await startSync(user, resource, query);
  await until(
    async () => {
      const [job] = await app.sql<{ state: string }>('select state from jobs where id = $1', [id]);
      return job?.state !== 'queued' && job?.state !== 'running';
    },
    { what: `the sync of ${resource}`, deadlineMs: 60_000 },
  );
  const { lastRun } = await syncOf(user, resource);
  if (lastRun?.jobId !== id) throw new Error(`The run of ${id} is not on record`);
  return lastRun;
}
