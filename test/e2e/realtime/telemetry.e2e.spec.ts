import { TelemetryEvents, type UnifiDeviceStateNews } from '@app/realtime';
import { PermissionSet } from '@app/kernel';
import type { Socket } from 'socket.io-client';
import { until } from '../../support/until';
import { node, RealtimeApp } from './realtime-app';

const NODES = [node('unifi.access'), node('unifi.site.history')];

const news = (mac: string): UnifiDeviceStateNews => ({
  ...{ siteId: 's1', mac, name: 'AP 1', model: 'U6PRO', type: 'uap', state: 'disconnected' },
  ...{ previousState: 'connected', at: '2026-01-01T00:00:00.000Z', flapping: false },
});

describe('the namespace /telemetry', () => {
  let app: RealtimeApp;
  let events: TelemetryEvents;

  beforeAll(async () => {
    app = await new RealtimeApp().start({ recheckMs: 3_600_000 });
    events = app.get(TelemetryEvents);
  });

  afterAll(() => app.stop());

  interface Listener {
    readonly socket: Socket;
    readonly heard: string[];
  }

  async function listen(login: string, patterns: string[]): Promise<Listener> {
    const socket = await app.connect('/telemetry', { auth: { token: app.sessions.signIn(login, patterns) } });
    const heard: string[] = [];
    socket.on('unifi.device.state', ({ mac }: UnifiDeviceStateNews) => void heard.push(mac));
    return { socket, heard };
  }

  /** Everything that was published before has arrived once this has. */
  async function settle(...listeners: Listener[]): Promise<void> {
    events.unifiDeviceState([], news('end'));
    await until(() => listeners.every(({ heard }) => heard.includes('end')));
  }

  it('hears nothing of the anonymous', async () => {
    expect(await app.refusal('/telemetry')).toBe('unauthorized');
  });

  it('tells holders of all nodes, in order', async () => {
    const listeners = await Promise.all([
      listen('exact', ['unifi.access', 'unifi.site.history']),
      listen('wildcard', ['unifi.*']),
      listen('half', ['unifi.access']),
      listen('other', ['unifi.site.*']),
      listen('none', []),
    ]);
    for (const mac of ['1', '2', '3']) events.unifiDeviceState(NODES, news(mac));
    await settle(...listeners);
    const all = ['1', '2', '3', 'end'];
    expect(listeners.map(({ heard }) => heard)).toEqual([all, all, ['end'], ['end'], ['end']]);
  });

  it('looks at rights and sessions anew for each delivery', async () => {
    const [loser, leaver, keeper] = [
      await listen('loser', ['unifi.*']),
      await listen('leaver', ['unifi.*']),
      await listen('keeper', ['unifi.*']),
    ];
    events.unifiDeviceState(NODES, news('1'));
    await until(() => [loser, leaver, keeper].every(({ heard }) => heard.length === 1));
    const token = 'token-of-loser';
    const before = app.sessions.tokens.get(token);
    if (!before) throw new Error('Nobody is signed in');
    app.sessions.tokens.set(token, { ...before, permissions: new PermissionSet(['unifi.access']) });
    app.sessions.tokens.delete('token-of-leaver');
    events.unifiDeviceState(NODES, news('2'));
    await settle(loser, keeper);
    await until(() => !leaver.socket.connected);
    expect([loser, leaver, keeper].map(({ heard }) => heard)).toEqual([['1', 'end'], ['1'], ['1', '2', 'end']]);
  });
});
