import { ConnectWise, locations } from '../../../apps/api/src/modules/crm/connectwise';
import type { RunningConnectWise } from '../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp } from '../../support/app';
import { environmentOf, startSimulator } from '../../support/connectwise';

let server: RunningConnectWise;
let app: TestApp;

beforeAll(async () => {
  server = await startSimulator({ companies: 20, contacts: 40, catalogItems: 10, opportunities: 2 });
  app = await startTestApp(environmentOf(server));
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

/** What `/metrics` says of the circuit to ConnectWise. */
async function circuit(): Promise<Record<string, number>> {
  const text = await (await fetch(`${app.url}/metrics`)).text();
  const lines = text.matchAll(
    /^upstream_circuit_(?:state|(rejected)_total)\{upstream="connectwise",name="default"(?:,state="(.*)")?\} (\d+)$/gm,
  );
  return Object.fromEntries([...lines].map(([, rejected, state, value]) => [state ?? rejected, Number(value)]));
}

it('/metrics tells the state of the way to an upstream, and what was refused', async () => {
  const { client } = await app.nest.get(ConnectWise, { strict: false }).connection();
  const read = async () => {
    try {
      await client.count(locations);
      return 'read';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(await read()).toBe('read');
  expect(await circuit()).toEqual({ closed: 1, open: 0, 'half-open': 0, rejected: 0 });
  server.faults.add({ fault: { kind: 'reset' } });
  expect(await read()).toBe('connectwise.unreachable');
  expect(await read()).toBe('connectwise.unavailable');
  expect(await read()).toBe('connectwise.unavailable');
  const { rejected, ...states } = await circuit();
  expect(rejected).toBeGreaterThanOrEqual(2);
  expect(states).toEqual({ closed: 0, open: 1, 'half-open': 0 });
});
