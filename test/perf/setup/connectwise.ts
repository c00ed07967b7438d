import { defaultConnectWiseSettings } from '../../../apps/upstreams/src/connectwise/connectwise-settings';
import type { Bench } from './bench';
import { control, type Simulated } from './simulator';

export async function startConnectWise(bench: Bench, catalogItems: number): Promise<Simulated> {
  const server = await bench.startSimulator('connectwise', { CW_CATALOG_ITEMS: String(catalogItems) });
  const { company, publicKey, privateKey, clientId } = defaultConnectWiseSettings;
  return {
    server,
    environment: {
      ...{ CW_URL: server.url, CW_COMPANY: company, CW_CLIENT_ID: clientId, SWITCHYARD_SYNC_MINUTES: '0' },
      ...{ CW_PUBLIC_KEY: publicKey, CW_PRIVATE_KEY: privateKey },
    },
  };
}

/** Calls to its API so far; no more than the last thousand are known. */
export async function callsOf(simulated: Simulated): Promise<string[]> {
  const requests = await control<{ url: string }[]>(simulated, 'GET', 'requests');
  return (requests ?? []).map(({ url }) => url);
}
