import type { Figure } from '../figures';
import { probe } from '../measure/probe';
import { withToken } from '../measure/request';
import { median, p99Of } from '../measure/statistics';
import { sync } from '../measure/sync';
import type { Bench } from '../setup/bench';
import { callsOf, startConnectWise } from '../setup/connectwise';
import type { Form } from '../setup/form';
import { addKeeper, KEEPER } from '../setup/keeper';
import { signIn } from '../setup/sign-in';
import { slowDown } from '../setup/simulator';

const LATENCY_MS = 20;
const ITEMS = 100;
const LIST = '/v1/sales/opportunities?rpp=30';
/** Four calls for each page come to 480 a minute, within the 600 that the product allows itself. */
const PAGES_PER_SECOND = 2;
const PAGES = 5;

/** Thirty opportunities with what only ConnectWise knows of them, which takes a while to answer. */
export async function opportunities(bench: Bench, { opportunitySeconds: seconds }: Form): Promise<Figure[]> {
  await addKeeper(bench.client);
  const connectWise = await startConnectWise(bench, ITEMS);
  const product = await bench.startProduct(connectWise.environment);
  const { url } = product;
  const token = await signIn(url, KEEPER);
  for (const resource of ['companies', 'members', 'opportunities']) {
    await sync(bench.client, product, token, resource, 'full');
  }
  await slowDown(connectWise, LATENCY_MS);
  const request = withToken(LIST, token);
  const page = async (): Promise<void> => {
    const response = await fetch(url + LIST, { headers: request.headers });
    const { data } = (await response.json()) as { data: readonly unknown[] };
    if (data.length !== 30 || response.headers.has('x-data-stale')) throw new Error('The page is not complete');
  };
  await page();
  const before = (await callsOf(connectWise)).length;
  for (let count = 0; count < PAGES; count += 1) await page();
  const calls = ((await callsOf(connectWise)).length - before) / PAGES;
  const answers = await probe({ url, request, rate: PAGES_PER_SECOND, seconds });
  await page();
  await Promise.all([bench.stop(product), bench.stop(connectWise.server)]);
  await bench.client.query('truncate opportunities, companies, cw_members, syncs cascade');

  const what = `30 opportunities, ConnectWise ${LATENCY_MS} ms away`;
  const p99 = p99Of(answers);
  const failed = answers.filter(({ status }) => status !== 200).length;
  return [
    { what: `${what}: calls to it per page`, value: calls, unit: '', atMost: 4, never: 4 },
    { what: `${what}: failures`, value: failed, unit: '', atMost: 0, never: 0 },
    { what: `${what}: median`, value: median(answers.map(({ ms }) => ms)), unit: 'ms' },
    { what: `${what}: p99`, value: p99, unit: 'ms', never: 1_000 },
    // Of 120 ms: the wait for another system is the same on any machine.
    { what: `${what}: p99 without that wait`, value: p99 - LATENCY_MS, unit: 'ms', atMost: 100, speedOf: 'request' },
  ];
}
