import { loadConfig, type UnifiSettings } from '../../../apps/api/src/config';
import { connect, type UnifiConnection } from '../../../apps/api/src/modules/network/unifi/controller/connect';
import { type RunningUnifi, startUnifi, type UnifiSimulatorSettings } from '../../../apps/upstreams/src/unifi';
import { ImmediateTime } from '../connectwise';

export interface UnifiFixture extends UnifiConnection {
  readonly server: RunningUnifi;
  readonly time: ImmediateTime;
  /** Whether calls stopped (true) or went on, in the order in which it happened. */
  readonly changes: boolean[];
  /** Requests to the controller since the last call of this. */
  seen(): string[];
}

/** A failure of the simulator itself fails the test. */
export const startController = (options: Partial<UnifiSimulatorSettings> = {}): Promise<RunningUnifi> =>
  startUnifi({ loginsPerMinute: 1_000, ...options }, (fault) => {
    throw fault;
  });

/** A connection of its own to a simulated controller, without chance and without waiting. */
export function connectTo(
  server: RunningUnifi,
  { timeoutMs, ...settings }: Partial<UnifiSettings> & { timeoutMs?: number } = {},
): UnifiFixture {
  const time = new ImmediateTime(timeoutMs);
  const changes: boolean[] = [];
  const [configured] = loadConfig(environmentOf(server)).unifi;
  if (!configured) throw new Error('The environment configures no controller');
  const connection = connect(
    { ...configured, ...settings },
    { time, random: () => 0, onChange: (down) => void changes.push(down) },
  );
  const seen = () => server.simulation.requests.splice(0);
  return { ...connection, server, time, changes, seen };
}

/** What the product is configured with to use it, as the default one or under a name. */
export function environmentOf({ url, settings }: RunningUnifi, name?: string): Record<string, string> {
  const prefix = name === undefined ? 'UNIFI' : `UNIFI_${name.toUpperCase()}`;
  return {
    [`${prefix}_URL`]: url,
    [`${prefix}_USERNAME`]: settings.username,
    [`${prefix}_PASSWORD`]: settings.password,
  };
}
