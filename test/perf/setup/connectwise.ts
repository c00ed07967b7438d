import { defaultConnectWiseSettings } from '../../../apps/upstreams/src/connectwise/connectwise-settings';
import type { ServerProcess } from '../processes/server-process';
import type { Bench } from './bench';

/** A simulated ConnectWise in a process of its own. */
export interface SimulatedConnectWise {
  readonly server: ServerProcess;
  /** What the product is told to use it; it then syncs on demand only. */
  readonly environment: Readonly<Record<string, string>>;
}

export async function startConnectWise(bench: Bench, catalogItems: number): Promise<SimulatedConnectWise> {
  const server = await bench.startUpstream('connectwise', { CW_CATALOG_ITEMS: String(catalogItems) });
  const { company, publicKey, privateKey, clientId } = defaultConnectWiseSettings;
  return {
    server,
    environment: {
      ...{ CW_URL: server.url, CW_COMPANY: company, CW_CLIENT_ID: clientId, SWITCHYARD_SYNC_MINUTES: '0' },
      ...{ CW_PUBLIC_KEY: publicKey, CW_PRIVATE_KEY: privateKey },
    },
  };
}

/** Tells the simulator what to do from now on, or what happens in it. */
export async function control<Answer>(
  { server }: SimulatedConnectWise,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
): Promise<Answer | null> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${server.url}/control/${path}`, { method, headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`/control/${path} answered ${response.status}: ${text}`);
  return text === '' ? null : (JSON.parse(text) as Answer);
}

/** Calls to its API so far; no more than the last thousand are known. */
export async function callsOf(simulated: SimulatedConnectWise): Promise<string[]> {
  const requests = await control<{ url: string }[]>(simulated, 'GET', 'requests');
  return (requests ?? []).map(({ url }) => url);
}
