import { ProcessRateBudget, type Time } from '../../../apps/api/src/upstreams/http';
import { connect, type ConnectWiseConnection } from '../../../apps/api/src/modules/crm/connectwise/connect';
import { startConnectWise, type RunningConnectWise } from '../../../apps/upstreams/src/connectwise';

/** A clock that stands still but for the waits, which take no time at all. */
export class ImmediateTime implements Time {
  readonly waits: number[] = [];
  private current = 0;

  /** @param longestMs when exchanges end at the latest, whatever they are granted */
  constructor(public longestMs = Infinity) {}

  now(): number {
    return this.current;
  }

  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.waits.push(Math.round(ms));
    this.advance(ms);
  }

  timeout(ms: number): AbortSignal {
    return AbortSignal.timeout(Math.min(ms, this.longestMs));
  }

  advance(ms: number): void {
    this.current += ms;
  }
}

export interface ConnectWiseFixture extends ConnectWiseConnection {
  readonly server: RunningConnectWise;
  readonly time: ImmediateTime;
  /** Whether calls stopped (true) or went on, in the order in which it happened. */
  readonly changes: boolean[];
  /** Requests to the API since the last call of this. */
  seen(): string[];
}

/** A connection of its own to a simulated ConnectWise, without chance and without waiting. */
export function connectTo(
  server: RunningConnectWise,
  {
    perMinute = 1_000_000,
    timeoutMs,
    ...settings
  }: { perMinute?: number; timeoutMs?: number; url?: string; company?: string; privateKey?: string } = {},
): ConnectWiseFixture {
  const time = new ImmediateTime(timeoutMs);
  const changes: boolean[] = [];
  const { company, publicKey, privateKey, clientId } = server.settings;
  const connection = connect(
    { url: server.url, company, publicKey, privateKey, clientId, ...settings },
    {
      ...{ time, random: () => 0, onChange: (down) => void changes.push(down) },
      budget: new ProcessRateBudget(time, { perMinute, burst: 10 }),
    },
  );
  const { requests } = server.simulation;
  const seen = () => requests.splice(0).map(({ method, url }) => `${method} ${decodeURIComponent(url)}`);
  return { ...connection, server, time, changes, seen };
}

export const startSimulator = (options: Parameters<typeof startConnectWise>[0] = {}): Promise<RunningConnectWise> =>
  startConnectWise(options, (fault) => {
    throw fault;
  });

/** What the product is configured with to use it. */
export const environmentOf = ({ url, settings }: RunningConnectWise): Record<string, string> => ({
  ...{ CW_URL: url, CW_COMPANY: settings.company, CW_CLIENT_ID: settings.clientId },
  ...{ CW_PUBLIC_KEY: settings.publicKey, CW_PRIVATE_KEY: settings.privateKey },
});
