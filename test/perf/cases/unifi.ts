import { setTimeout as delay } from 'node:timers/promises';
import type { Figure } from '../figures';
import type { MachineSpeed } from '../measure/machine-speed';
import { burst, type Timed } from '../measure/pace';
import { withToken } from '../measure/request';
import { assertSameAnswer } from '../measure/same-answer';
import { compare } from '../measure/server-cost';
import { p99Of } from '../measure/statistics';
import type { ServerProcess } from '../processes/server-process';
import type { Bench } from '../setup/bench';
import type { Form } from '../setup/form';
import { signIn } from '../setup/sign-in';
import { slowDown, type Simulated } from '../setup/simulator';
import { requestsTo, startController } from '../setup/unifi';

const SITES = 2_000;
const COMPANIES = 500;
const AT_ONCE = 50;
const SITES_AT_ONCE = 10;
const LATENCY_MS = 20;
/** To find out what kind of controller it is, and to sign in. */
const CALLS_BEFORE = 2;
/** How many calls the product makes to one controller at a time. */
const CONNECTIONS = 10;
const LATER_BURSTS = 10;
/** Long enough for what the product allows itself in calls to one controller to have come back. */
const CALM_MS = 2_000;
const LIST = '/v1/unifi/sites';

const ADD_COMPANIES = `insert into companies (id, name)
  select 'cperfcompany' || lpad(i::text, 13, '0'), 'Customer ' || i from generate_series(1, $1::int) i`;

const LINK_SITES = `
  update unifi_sites set company_id = 'cperfcompany' || lpad((1 + abs(hashtext(id)) % $1::int)::text, 13, '0')`;

interface Names {
  readonly data: readonly { readonly id: string }[];
}

async function sync(url: string, token: string): Promise<{ seconds: number; siteIds: string[] }> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/v1/unifi/sites/sync`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`The sync answered ${response.status}: ${await response.text()}`);
  const { data } = (await response.json()) as Names;
  const seconds = (performance.now() - startedAt) / 1000;
  if (data.length !== SITES) throw new Error(`The sync found ${data.length} sites`);
  return { seconds, siteIds: data.map(({ id }) => id) };
}

/** What the distance takes, on any machine; the rest depends on its speed. */
function atReference(ms: number, callsBefore: number, { request }: MachineSpeed): number {
  const distance = LATENCY_MS * (Math.ceil(AT_ONCE / CONNECTIONS) + callsBefore);
  return distance + Math.max(0, ms - distance) / request;
}

interface Distant {
  readonly product: ServerProcess;
  readonly controller: Simulated;
  readonly siteIds: readonly string[];
}

/** Fifty requests at once for the WLANs of ten sites: the first ones of a server that has no session yet, then others. */
async function measureBursts(
  { product, controller, siteIds }: Distant,
  { name }: Form,
  speed: MachineSpeed,
): Promise<Figure[]> {
  const token = await signIn(product.url);
  const requests = Array.from({ length: AT_ONCE }, (_, index) =>
    withToken(`/v1/unifi/site/${siteIds[index % SITES_AT_ONCE]}/wifi`, token),
  );
  const before = (await requestsTo(controller)).length;
  const first = await burst(product.url, requests);
  const asked = (await requestsTo(controller)).slice(before);
  const later: Timed[] = [];
  for (let round = 0; round < LATER_BURSTS; round += 1) {
    await delay(CALM_MS);
    later.push(...(await burst(product.url, requests)));
  }
  const refused = [...first, ...later].filter(({ status }) => status !== 200).length;
  const calls = asked.filter((request) => request.includes('/wlanconf')).length;
  const what = `${AT_ONCE} requests at once to ${SITES_AT_ONCE} sites, ${LATENCY_MS} ms away`;
  return [
    { what: `${what}: refused`, value: refused, unit: '', atMost: 0, never: 0 },
    {
      what: `${what}: logins`,
      value: asked.filter((request) => request.includes('login')).length,
      unit: '',
      atMost: 1,
      never: 1,
    },
    { what: `${what}: calls for the WLANs of a site`, value: calls / AT_ONCE, unit: '', atMost: 1, never: 1 },
    { what: `${what}: p99 of the first, with the login`, value: p99Of(first), unit: 'ms', never: 8_000 },
    { what: `${what}: p99 of later ones`, value: p99Of(later), unit: 'ms', never: 8_000 },
    ...(name === 'long'
      ? [
          {
            what: `${what}: p99 of the first at the reference's speed`,
            value: atReference(p99Of(first), CALLS_BEFORE, speed),
            unit: 'ms',
            atMost: 400,
          },
          {
            what: `${what}: p99 of later ones at the reference's speed`,
            value: atReference(p99Of(later), 0, speed),
            unit: 'ms',
            atMost: 400,
          },
        ]
      : []),
  ];
}

/** Two thousand sites: taken over from a controller, listed with the field gate, and asked for at a distance. */
export async function unifi(bench: Bench, form: Form, speed: MachineSpeed): Promise<Figure[]> {
  const controller = await startController(bench, SITES);
  await bench.client.query(ADD_COMPANIES, [COMPANIES]);
  const product = await bench.startProduct(controller.environment);
  const floor = await bench.startFloor();
  const token = await signIn(product.url);
  const { seconds, siteIds } = await sync(product.url, token);
  await bench.client.query(LINK_SITES, [COMPANIES]);
  await bench.client.query('vacuum analyze unifi_sites, companies');
  const list = withToken(LIST, token);
  const bytes = (await assertSameAnswer(floor, product, list)).length;
  const [floorCost, cost] = await compare([floor, product], bench.backends, list, form.compared);
  await Promise.all([bench.stop(product), bench.stop(floor)]);
  await slowDown(controller, LATENCY_MS);
  const restarted = await bench.startProduct(controller.environment);
  const bursts = await measureBursts({ product: restarted, controller, siteIds }, form, speed);
  await Promise.all([bench.stop(restarted), bench.stop(controller.server)]);
  await bench.client.query('truncate unifi_sites, companies cascade');
  if (!floorCost || !cost) return [];
  const what = `list of ${SITES.toLocaleString('en')} UniFi sites`;
  return [
    { what: `sync of ${SITES.toLocaleString('en')} UniFi sites`, value: seconds, unit: 's', atMost: 10, never: 60 },
    { what: `${what}: bytes`, value: bytes, unit: '' },
    { what: `${what}: floor, server CPU`, value: floorCost.cpuMs, unit: 'ms' },
    { what: `${what}: product, server CPU`, value: cost.cpuMs, unit: 'ms', atMost: 1, speedOf: 'request' },
    { what: `${what}: product / floor`, value: cost.cpuMs / floorCost.cpuMs, unit: 'x', never: 6 },
    { what: `${what}: PostgreSQL CPU`, value: cost.databaseMs, unit: 'ms' },
    { what: `${what}: answers per second`, value: cost.perSecond, unit: '/s' },
    ...bursts,
  ];
}
