import { TelemetryEvents, type UnifiDeviceStateNews } from '@app/realtime';
import { io, type Socket } from 'socket.io-client';
import { takeSnapshots } from '../../../../apps/api/src/modules/network/unifi/history/snapshot-round';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startController } from '../../../support/unifi';
import { runRound, takeOverSites } from '../../../support/unifi/rounds';
import { until } from '../../../support/until';

const EVENT = 'unifi.device.state';
const NODES = ['unifi.access', 'unifi.site.history'];
const END = '00:00:00:00:00:00';

let controller: RunningUnifi;
let app: TestApp;
let siteId: string;
let siteName: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  controller = await startController({ sites: 2 });
  app = await startTestApp(environmentOf(controller));
  const [, site] = controller.simulation.state.sites;
  siteName = site?.name ?? '';
  siteId = (await takeOverSites(app)).get(siteName) ?? '';
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

afterAll(async () => {
  await app.stop();
  await controller.close();
});

const snapshot = () => runRound(app, takeSnapshots);
const macOf = (device: number) => String(controller.simulation.state.records(siteName).device[device]?.mac);
const setState = (device: number, state: number) =>
  controller.simulation.state.changeDevice(siteName, macOf(device), { state });

interface Listener {
  readonly heard: UnifiDeviceStateNews[];
  readonly socket: Socket;
}

async function listen(auth: object, namespace = '/telemetry'): Promise<Listener> {
  const socket = io(`${app.url}${namespace}`, { auth, transports: ['websocket'], forceNew: true, reconnection: false });
  sockets.push(socket);
  const heard: UnifiDeviceStateNews[] = [];
  socket.on(EVENT, (news: UnifiDeviceStateNews) => void heard.push(news));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return { heard, socket };
}

/** What a listener has heard by the time that everything published so far has arrived. */
async function heardBy(...listeners: Listener[]): Promise<UnifiDeviceStateNews[][]> {
  // Sent after the rest to everybody signed in, so whatever was under way has arrived before it.
  const end = { siteId, mac: END, name: null, model: null, type: 'end', state: '', previousState: '', at: '' };
  app.nest.get(TelemetryEvents).unifiDeviceState([], { ...end, flapping: false });
  await until(() => listeners.every(({ heard }) => heard.at(-1)?.mac === END));
  return listeners.map(({ heard }) => heard.splice(0).slice(0, -1));
}

describe('a device that changes its state', () => {
  it('is told to holders of the nodes, and to nobody else', async () => {
    const listeners = [
      await listen({ token: (await app.actor(...NODES)).token }),
      await listen({ token: (await app.actor('unifi.*')).token }),
      await listen({ token: (await app.actor('unifi.access', 'unifi.site.devices')).token }),
      await listen({ token: (await app.actor('unifi.site.history')).token }),
      await listen({ token: (await app.actor()).token }),
    ] as const;
    const elsewhere = await listen({ token: (await app.actor('*')).token }, '/');
    await expect(listen({})).rejects.toThrow('unauthorized');
    await expect(listen({ token: 'forged' })).rejects.toThrow('unauthorized');

    await snapshot();
    expect(await heardBy(...listeners)).toEqual([[], [], [], [], []]);

    setState(1, 0);
    await snapshot();
    const [holder, wildcard, ...others] = await heardBy(...listeners);
    expect(holder).toEqual([
      {
        ...{ siteId, mac: macOf(1), name: 'Core Switch', model: 'USL24P', type: 'usw' },
        ...{ state: 'disconnected', previousState: 'connected', at: expect.any(String) as string, flapping: false },
      },
    ]);
    expect(wildcard).toEqual(holder);
    expect(others).toEqual([[], [], []]);
    expect(elsewhere.heard).toEqual([]);
    const [taken] = await app.sql<{ at: Date }>('select max(taken_at) as at from unifi_snapshots where site_id = $1', [
      siteId,
    ]);
    expect(holder?.[0]?.at).toBe(taken?.at.toISOString());

    await snapshot();
    expect((await heardBy(...listeners)).flat()).toEqual([]);
  });

  it('is told once as unknown when the controller does not list it any more, and when it is back', async () => {
    const listener = await listen({ token: (await app.actor(...NODES)).token });
    const devices = controller.simulation.state.records(siteName).device;
    const [gone] = devices.splice(2, 1);
    if (!gone) throw new Error('There is no device');
    await snapshot();
    await snapshot();
    devices.push(gone);
    await snapshot();
    const [heard] = await heardBy(listener);
    expect(heard?.map(({ mac, previousState, state }) => [mac, previousState, state])).toEqual([
      [gone.mac, 'connected', 'unknown'],
      [gone.mac, 'unknown', 'connected'],
    ]);
  });

  it('is not told any more to whoever has lost a node meanwhile', async () => {
    const [loser, keeper] = [await app.actor(...NODES), await app.actor(...NODES)];
    const listeners = [await listen({ token: loser.token }), await listen({ token: keeper.token })] as const;
    await snapshot();
    await restrict(loser, ['unifi.access']);
    setState(1, 5);
    await snapshot();
    const [lost, kept] = await heardBy(...listeners);
    expect([lost?.length, kept?.length]).toEqual([0, 1]);
  });

  it('is told four times an hour when it flaps, the last time with a word of it', async () => {
    const listener = await listen({ token: (await app.actor(...NODES)).token });
    setState(0, 1);
    await snapshot();
    await heardBy(listener);
    for (let round = 0; round < 6; round += 1) {
      setState(0, round % 2);
      await snapshot();
    }
    const [heard] = await heardBy(listener);
    expect(heard?.map(({ mac, state, flapping }) => ({ mac, state, flapping }))).toEqual([
      { mac: macOf(0), state: 'disconnected', flapping: false },
      { mac: macOf(0), state: 'connected', flapping: false },
      { mac: macOf(0), state: 'disconnected', flapping: false },
      { mac: macOf(0), state: 'connected', flapping: true },
    ]);
    const states = await app.sql<{ state: number }>('select state from unifi_devices where mac = $1', [macOf(0)]);
    expect(states).toEqual([{ state: 1 }]);
  });

  /** As an administrator does it: over the API. */
  async function restrict(user: TestUser, permissions: string[]): Promise<void> {
    const admin = await app.actor('*');
    await admin.agent.patch(`/v1/user/users/${user.id}`).send({ permissions }).expect(200);
  }
});
