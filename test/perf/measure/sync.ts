import type { Client } from 'pg';
import type { ServerProcess } from '../processes/server-process';
import { watch } from './job';

interface SyncRun {
  readonly jobId: string;
  readonly counts: { readonly read: number; readonly created: number; readonly updated: number };
}

/** Runs a sync of a resource to its end. */
export async function sync(
  client: Client,
  product: ServerProcess,
  token: string,
  resource: string,
  mode: 'full' | 'incremental',
): Promise<SyncRun['counts'] & { seconds: number; peakMb: number }> {
  const headers = { authorization: `Bearer ${token}` };
  const started = await fetch(`${product.url}/v1/sync/${resource}?mode=${mode}`, { method: 'POST', headers });
  if (!started.ok) throw new Error(`The sync of ${resource} answered ${started.status}: ${await started.text()}`);
  const { id } = ((await started.json()) as { data: { id: string } }).data;
  const ended = await watch(client, product, id);
  const listed = await fetch(`${product.url}/v1/sync`, { headers });
  const { data } = (await listed.json()) as { data: { resource: string; lastRun: SyncRun | null }[] };
  const run = data.find((each) => each.resource === resource)?.lastRun;
  if (run?.jobId !== id) throw new Error(`The sync of ${resource} is not on record`);
  return { ...run.counts, ...ended };
}
