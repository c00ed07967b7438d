import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningConnectWise } from '../../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp } from '../../../support/app';
import { environmentOf, startSimulator } from '../../../support/connectwise';
import { TcpProxy } from '../../../support/tcp-proxy';
import { until } from '../../../support/until';

export const PATH = '/v1/connectwise/callbacks';

/** What ConnectWise sends. */
export interface Told {
  readonly url: string;
  readonly body: string;
  readonly signature: string;
}

export interface Content {
  Action: string;
  CompanyId: string;
  Entity: string;
  ID: number;
  Type: string;
  Metadata: { key_url: string };
}

type Entry = Readonly<Record<string, unknown>> & { readonly id: number };

export interface CallbackFixture {
  readonly server: RunningConnectWise;
  readonly app: TestApp;
  /** What `PUBLIC_URL` says. */
  readonly publicUrl: string;
  /** Starts another process on the same database, at the same address. */
  startAnother(env?: Readonly<Record<string, string>>): Promise<TestApp>;
  /** What is registered in ConnectWise, as it is now. */
  entries(): Entry[];
  /** The address that is registered, without what ConnectWise writes behind it. */
  token(): Promise<string>;
  stop(): Promise<void>;
}

/** The product where a simulated ConnectWise can call it. */
export async function startWithCallbacks(
  options: Parameters<typeof startSimulator>[0] = {},
  env: Readonly<Record<string, string>> = {},
): Promise<CallbackFixture> {
  const small = { companies: 6, contacts: 8, catalogItems: 6, opportunities: 4, callbackRetryMs: [20, 1_000] };
  const server = await startSimulator({ ...small, ...options });
  // The product is told its address before it has one.
  let port = 9;
  const entrance = new TcpProxy(() => port);
  await entrance.open();
  const publicUrl = `http://127.0.0.1:${entrance.port}`;
  const environment = { ...environmentOf(server), PUBLIC_URL: publicUrl, ...env };
  const first = await startTestApp(environment);
  port = Number(new URL(first.url).port);
  const entries = () => [...server.simulation.world.callbacks.after(0)] as Entry[];
  return {
    ...{ server, app: first, publicUrl, entries },
    startAnother: (other = {}) => startTestApp({ ...environment, DATABASE_URL: first.databaseUrl, ...other }),
    async token() {
      const [entry] = await registered({ entries });
      return new URL(String(entry.url)).searchParams.get('token') ?? '';
    },
    async stop() {
      await first.stop();
      await entrance.cut();
      await server.close();
    },
  };
}

/** What is registered once every type is. */
export const registered = ({ entries }: Pick<CallbackFixture, 'entries'>): Promise<[Entry, ...Entry[]]> =>
  until(
    () => {
      const found = entries().filter(({ url }) => String(url).includes(PATH));
      return found.length >= 4 && (found as [Entry, ...Entry[]]);
    },
    { what: 'the registration of callbacks', deadlineMs: 60_000 },
  );

/** What ConnectWise tells of a change of a company: a true callback, as somebody may have caught it. */
export async function catchOne({ simulation }: RunningConnectWise, companyId: number): Promise<Told> {
  let caught: Told | undefined;
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = String(request.headers['x-content-signature']);
      caught = { url: request.url ?? '', signature, body: Buffer.concat(chunks).toString() };
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/?recordId=`;
  const { callbacks } = simulation.world;
  const { id } = callbacks.insert({ url, type: 'company', level: 'company', objectId: companyId });
  try {
    simulation.changeAsPerson('Company', companyId, {});
    return await until(() => caught);
  } finally {
    callbacks.remove(id);
    receiver.close();
  }
}

/** Signs as ConnectWise would, which needs its key. */
export async function signed(keyUrl: string, content: unknown): Promise<Told> {
  const { signing_key: key } = (await (await fetch(keyUrl)).json()) as { signing_key: string };
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  const digest = createHash('sha256').update(key).digest();
  return { url: '', body, signature: createHmac('sha256', digest).update(body).digest('base64') };
}

/** Sends a callback. @returns the request, to be awaited with the status that is expected */
export const tell = ({ agent }: Pick<TestApp, 'agent'>, token: string, { body, signature }: Omit<Told, 'url'>) =>
  agent.post(PATH).query({ token }).type('application/json').set('x-content-signature', signature).send(body);

export const contentOf = ({ body }: Told): Content => JSON.parse(body) as Content;
