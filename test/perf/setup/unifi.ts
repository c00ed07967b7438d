import { randomBytes } from 'node:crypto';
import type { ServerProcess } from '../processes/server-process';
import type { Bench } from './bench';

/** A simulated UniFi controller in a process of its own. */
export interface SimulatedUnifi {
  readonly controller: ServerProcess;
  /** What the product is told to use it; it then asks on demand only. */
  readonly environment: Readonly<Record<string, string>>;
}

export async function startUnifi(bench: Bench, sites: number): Promise<SimulatedUnifi> {
  const account = { UNIFI_USERNAME: 'perf', UNIFI_PASSWORD: randomBytes(12).toString('hex') };
  const controller = await bench.startUpstream('unifi', { ...account, UNIFI_SITES: String(sites) });
  const noRounds = { SWITCHYARD_UNIFI_SYNC_MINUTES: '0', SWITCHYARD_UNIFI_SNAPSHOT_MINUTES: '0' };
  return { controller, environment: { ...account, ...noRounds, UNIFI_URL: controller.url } };
}
