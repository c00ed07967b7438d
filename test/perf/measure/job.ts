import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import type { ServerProcess } from '../processes/server-process';

const POLL_MS = 100;
const DEADLINE_MS = 300_000;

/** Waits for the end of a job. @returns how long it took by the clock of the database, and the most memory seen meanwhile */
export async function watch(
  client: Client,
  server: ServerProcess,
  jobId: string,
): Promise<{ seconds: number; peakMb: number }> {
  let peakMb = 0;
  const deadline = Date.now() + DEADLINE_MS;
  while (Date.now() < deadline) {
    await delay(POLL_MS);
    peakMb = Math.max(peakMb, await server.residentMb());
    const { rows } = await client.query<{ state: string; seconds: number; error: string | null }>(
      `select state, error, extract(epoch from finished_at - created_at)::float8 as seconds from jobs where id = $1`,
      [jobId],
    );
    const [job] = rows;
    if (job?.state === 'succeeded') return { seconds: job.seconds, peakMb };
    if (job?.state === 'failed') throw new Error(`Job ${jobId} failed: ${job.error ?? ''}`);
  }
  throw new Error(`Job ${jobId} did not end`);
}
