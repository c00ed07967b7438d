import { randomBytes } from 'node:crypto';
import type { Bench } from './bench';
import { control, type Simulated } from './simulator';

export async function startController(bench: Bench, sites: number): Promise<Simulated> {
  const account = { UNIFI_USERNAME: 'perf', UNIFI_PASSWORD: randomBytes(12).toString('hex') };
  const server = await bench.startSimulator('unifi', { ...account, UNIFI_SITES: String(sites) });
  const noRounds = { SWITCHYARD_UNIFI_SYNC_MINUTES: '0', SWITCHYARD_UNIFI_SNAPSHOT_MINUTES: '0' };
  return { server, environment: { ...account, ...noRounds, UNIFI_URL: server.url } };
}

/** Requests to it so far; no more than the last thousand are known. */
export const requestsTo = async (controller: Simulated): Promise<string[]> =>
  (await control<string[]>(controller, 'GET', 'requests')) ?? [];
