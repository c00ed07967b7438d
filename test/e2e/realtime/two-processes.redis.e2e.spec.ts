import { randomBytes } from 'node:crypto';
import { JobEvents } from '@app/jobs';
import { LiveSockets, SignInDelivery, TelemetryEvents } from '@app/realtime';
import { Redis } from 'ioredis';
import { io, type Socket } from 'socket.io-client';
import { RoleChanges } from '../../../apps/api/src/modules/identity/roles';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { describeWith } from '../../support/services';
import { TcpProxy } from '../../support/tcp-proxy';
import { until } from '../../support/until';
import { next, node, record } from './realtime-app';

const REDIS_PORT = 6379;
const tokens = { accessToken: 'access-of-somebody', refreshToken: 'refresh-of-somebody' };
const callbackKey = (): string => `ck${randomBytes(16).toString('base64url')}`;

describeWith('redis', 'two processes over one database and one Redis', () => {
  const keyPrefix = `switchyard-test-${randomBytes(6).toString('hex')}:`;
  const redis = new Redis(REDIS_PORT, '127.0.0.1');
  const proxy = new TcpProxy(REDIS_PORT);
  const sockets: Socket[] = [];
  let first: TestApp;
  let second: TestApp;
  let admin: TestUser;

  const open = (app: TestApp, auth: object, path = '/socket.io'): Socket => {
    const socket = io(app.url, { path, auth, transports: ['websocket'], forceNew: true, reconnection: false });
    sockets.push(socket);
    return socket;
  };
  const connect = async (...parts: Parameters<typeof open>): Promise<Socket> => {
    const socket = open(...parts);
    await next(socket, 'connect');
    return socket;
  };
  const panel = (app: TestApp, { token }: TestUser) => connect(app, { token }, '/socket.ecoflow');
  const telemetry = async (app: TestApp, { token }: TestUser): Promise<Socket> => {
    const socket = io(`${app.url}/telemetry`, { auth: { token }, transports: ['websocket'], reconnection: false });
    sockets.push(socket);
    await next(socket, 'connect');
    return socket;
  };
  const reserve = (socket: Socket, name: string): Promise<unknown> => socket.emitWithAck('reserve', name);

  const createRole = (moniker: string) => admin.agent.post('/v1/role').send({ title: moniker, moniker }).expect(201);

  /** Resolves when what the first process tells reaches the second. */
  const talk = async () => {
    let heard = 0;
    const subscription = second.nest.get(RoleChanges).stream.subscribe(() => (heard += 1));
    await until(() => {
      first.nest.get(RoleChanges).publish({ kind: 'updated', roleId: 'none' });
      return heard > 0;
    });
    subscription.unsubscribe();
  };

  beforeAll(async () => {
    await proxy.open();
    const env = { REDIS_URL: `redis://127.0.0.1:${proxy.port}?keyPrefix=${keyPrefix}` };
    first = await startTestApp(env);
    second = await startTestApp({ ...env, DATABASE_URL: first.databaseUrl });
    admin = await first.actor('*');
    await talk();
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.close();
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
    await proxy.cut();
    const keys = await redis.keys(`${keyPrefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    await redis.quit();
  });

  it('tells panels of the other process about a new role, once', async () => {
    const lister = await first.actor('role.list');
    const [here, there] = [await panel(first, lister), await panel(second, lister)];
    const [heardHere, heardThere] = [record(here), record(there)];
    const both = [heardHere, heardThere];
    // Changes are told in order: behind this one nothing is left of what the set-up changed.
    first.nest.get(RoleChanges).publish({ kind: 'removed', roleId: 'none' });
    await until(() => both.every((heard) => heard.includes('roleRemoved')));
    for (const heard of both) heard.length = 0;
    await createRole('fanned-out');
    await until(() => heardHere.length > 0 && heardThere.length > 0);
    await createRole('fanned-out-again');
    await until(() => heardHere.length > 1 && heardThere.length > 1);
    expect([heardHere.length, heardThere.length]).toEqual([2, 2]);
  });

  it('tells who started a job on one process how far another one is', async () => {
    const progress = { done: 1, total: 2 };
    const news = { id: 'job', kind: 'test.work', state: 'running', progress } as const;
    const starter = await connect(second, { token: admin.token });
    const heard = next(starter, 'job:progress');
    first.nest.get(JobEvents).publish({ ...news, createdBy: admin.id });
    expect(await heard).toEqual([news]);
  });

  it('tells holders on either process of a device, once, and nobody else', async () => {
    const holder = await first.actor('unifi.*');
    const [here, there] = [await telemetry(first, holder), await telemetry(second, holder)];
    const blind = record(await telemetry(second, await first.actor('unifi.access')));
    const heard = [record(here), record(there)];
    const news = {
      ...{ siteId: 's1', mac: '1', name: null, model: null, type: 'uap', state: 'connected' },
      ...{ previousState: 'disconnected', at: new Date().toISOString(), flapping: false },
    };
    for (const nodes of [[node('unifi.access'), node('unifi.site.history')], []]) {
      first.nest.get(TelemetryEvents).unifiDeviceState(nodes, news);
    }
    await until(() => blind.length > 0 && heard.every((names) => names.length > 1));
    expect([...heard, blind].map((names) => names.length)).toEqual([2, 2, 1]);
  });

  it('cuts the sockets of an ended session on the other process', async () => {
    const user = await first.actor('user.read');
    const socket = await panel(second, user);
    const cut = next(socket, 'disconnect');
    await user.agent.post('/v1/auth/logout').expect(200);
    await cut;
    await until(() => second.nest.get(LiveSockets).hasRoom(user.id));
  });

  it('hands the tokens of a sign-in to a socket of the other process, once, and keeps none of them readable', async () => {
    const key = callbackKey();
    const waiting = await connect(second, { callbackKey: key });
    const received = next(waiting, 'auth:tokens');
    const delivery = first.nest.get(SignInDelivery);
    await until(async () => !(await delivery.isFree(key)));
    expect([await delivery.deliver(key, tokens), await delivery.deliver(key, tokens)]).toEqual([
      'delivered',
      'refused',
    ]);
    expect(await received).toEqual([tokens]);
  });

  it('keeps the tokens for a socket that comes later to either process, sealed', async () => {
    const key = callbackKey();
    expect(await first.nest.get(SignInDelivery).deliver(key, tokens)).toBe('waiting');
    const [stored = ''] = await redis
      .keys(`${keyPrefix}sign-in:*`)
      .then((keys) => redis.mget(...keys))
      .then((values) => values.filter((value) => value?.startsWith('kept')));
    expect(stored).toContain('swx1.');
    expect(stored).not.toContain(tokens.accessToken);
    expect(await next(open(second, { callbackKey: key }), 'auth:tokens')).toEqual([tokens]);
    const late = open(first, { callbackKey: key });
    expect(await next(late, 'connect_error')).toEqual([expect.objectContaining({ message: 'callback_key_in_use' })]);
  });

  it('locks a record for all processes, until its holder lets go or leaves', async () => {
    const auth = { user: 'ada', app: 1 };
    const [here, there] = [await connect(first, auth), await connect(second, auth)];
    expect(await reserve(here, 'r1')).toMatchObject({ status: 'OK' });
    expect(await reserve(here, 'r1')).toMatchObject({ status: 'OK' });
    expect(await reserve(there, 'r1')).toMatchObject({ status: 'KO' });
    here.emit('release', 'r1');
    await until(async () => ((await reserve(there, 'r1')) as { status: string }).status === 'OK');
    expect(await reserve(here, 'r1')).toMatchObject({ status: 'KO' });
    there.close();
    await until(async () => ((await reserve(here, 'r1')) as { status: string }).status === 'OK');
  });

  it('works within each process while Redis is away, and together again when it is back', async () => {
    const lister = await first.actor('role.list');
    const here = record(await panel(first, lister));
    await proxy.cut();
    await createRole('alone');
    await until(() => here.length > 0);
    await expect(first.nest.get(SignInDelivery).deliver(callbackKey(), tokens)).rejects.toMatchObject({ status: 503 });
    await proxy.open();
    await talk();
  });
});
