import { JobQueue, type AnyJobDefinition, type JobRow } from '@app/jobs';
import { systemActor } from '@app/kernel';
import type { TestApp } from '../app';
import { until } from '../until';

/** Runs a job as its schedule does, and answers what became of it. */
export async function runRound(app: TestApp, definition: AnyJobDefinition): Promise<JobRow> {
  const { id } = await app.nest.get(JobQueue).enqueue(systemActor(), definition, {});
  return until(
    async () => {
      const [job] = await app.sql<JobRow>('select * from jobs where id = $1', [id]);
      return job?.finished_at ? job : undefined;
    },
    { what: `a job of the kind ${definition.kind}`, deadlineMs: 60_000 },
  );
}

/** The sites of the controller here, by the names that the controller has for them. */
export async function takeOverSites(app: TestApp): Promise<Map<string, string>> {
  const { agent } = await app.actor('unifi.access', 'unifi.sites.sync', 'obj.unifiSite.*');
  const { body } = await agent.post<{ data: { id: string; siteId: string }[] }>('/v1/unifi/sites/sync').expect(200);
  return new Map(body.data.map(({ id, siteId }) => [siteId, id]));
}
