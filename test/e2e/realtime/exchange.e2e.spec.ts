import { once } from 'node:events';
import { ExchangeEvents, LiveSockets } from '@app/realtime';
import type WebSocket from 'ws';
import { until } from '../../support/until';
import { node, RealtimeApp } from './realtime-app';

const ENTITY_READ = node('entity.read');

describe('Beaver WebSocket', () => {
  let app: RealtimeApp;
  let events: ExchangeEvents;

  beforeAll(async () => {
    app = await new RealtimeApp().start({ messageBytes: 10_000, subscribedKeys: 5, socketsPerUser: 500 });
    events = app.get(ExchangeEvents);
  });

  afterAll(() => app.stop());

  const open = async (login: string, patterns = ['entity.read']): Promise<WebSocket> => {
    const socket = app.webSocket(`/websocket?Authorization=Bearer%20${app.sessions.signIn(login, patterns)}`);
    await once(socket, 'open');
    return socket;
  };

  const subscribe = (socket: WebSocket, keys: unknown): void =>
    socket.send(JSON.stringify({ event_type: 'Exchange', payload: { entity_key: keys } }));

  /** Subscribes to a key of its own as well and publishes to it until it arrives, so that the subscription stands. */
  const settle = async (socket: WebSocket, keys: string[], barrier: string): Promise<unknown[]> => {
    const received: unknown[] = [];
    let settled = false;
    socket.on('message', (data) => {
      const text = (data as Buffer).toString();
      if (text.includes(barrier)) settled = true;
      else if (!text.includes('barrier')) received.push(JSON.parse(text));
    });
    subscribe(socket, [...keys, barrier]);
    const publishing = setInterval(() => events.publish([barrier], ENTITY_READ), 5);
    await until(() => settled).finally(() => clearInterval(publishing));
    return received;
  };

  it.each([
    ['no token', '/websocket', {}],
    ['a token that is not valid', '/websocket', { authorization: 'Bearer stale' }],
    ['another scheme', '/websocket', { authorization: 'Basic YWRhOmFkYQ==' }],
    ['a query without the scheme', '/websocket?Authorization=token-of-ada', {}],
    [
      'a header that is not valid beside a valid query',
      '/websocket?Authorization=Bearer%20token-of-ada',
      { authorization: 'Bearer stale' },
    ],
    ['the refresh cookie alone', '/websocket', { cookie: 'refresh=ada' }],
  ])('refuses the upgrade with %s', async (_case, path, headers: Record<string, string>) => {
    app.sessions.signIn('ada');
    app.sessions.signInByCookie('ada');
    const response = await app.upgrade(path, headers);

    expect([response.statusCode, response.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });

  it('answers 503 when the session cannot be looked up', async () => {
    const failing = jest.spyOn(app.sessions, 'authenticate').mockRejectedValueOnce(new Error('database away'));

    expect((await app.upgrade('/websocket', { authorization: 'Bearer any' })).statusCode).toBe(503);
    failing.mockRestore();
  });

  it('sends all keys of an exchange to each connection that follows one of them', async () => {
    const [follower, twin, other] = await Promise.all([open('ada'), open('ada'), open('bob')]);
    const received = await Promise.all([
      settle(follower, ['device.a', 'device.b'], 'barrier.1'),
      settle(twin, ['device.c'], 'barrier.2'),
      settle(other, [], 'barrier.3'),
    ]);

    events.publish(['device.a', 'device.x'], ENTITY_READ);
    await until(() => received[0].length === 1);

    const message = { event_type: 'Exchange', payload: { entity_key: ['device.a', 'device.x'] } };
    expect(received).toEqual([[message], [], []]);
  });

  it('replaces the subscription with each message', async () => {
    const socket = await open('ada');
    const received = await settle(socket, ['device.old'], 'barrier.4');
    await settle(socket, ['device.new'], 'barrier.5');

    events.publish(['device.old'], ENTITY_READ);
    events.publish(['device.new'], ENTITY_READ);
    await until(() => received.length > 0);

    expect(received).toEqual([{ event_type: 'Exchange', payload: { entity_key: ['device.new'] } }]);
  });

  it('sends nothing to a follower who may not see entities', async () => {
    const [stranger, reader] = await Promise.all([open('carl', ['role.*']), open('ada')]);
    const messages: unknown[] = [];
    stranger.on('message', (data) => messages.push(data));
    subscribe(stranger, ['device.z']);
    const pong = once(stranger, 'pong');
    stranger.ping();
    await pong;
    const received = await settle(reader, ['device.z'], 'barrier.6');

    events.publish(['device.z'], ENTITY_READ);
    await until(() => received.length === 1);

    expect(messages).toEqual([]);
  });

  it.each([
    '',
    'no json',
    'null',
    '[]',
    '{"event_type":"Other"}',
    '{"event_type":"Exchange","payload":{"entity_key":[1]}}',
  ])('ignores %p', async (text) => {
    const socket = await open('ada');
    const received = await settle(socket, ['device.k'], 'barrier.7');
    socket.send(text);
    socket.send(Buffer.from('binary'));
    const pong = once(socket, 'pong');
    socket.ping();
    await pong;

    events.publish(['device.k'], ENTITY_READ);
    await until(() => received.length === 1);

    expect(received).toHaveLength(1);
  });

  it('closes on a message that is too large and on too many keys', async () => {
    const [large, greedy] = await Promise.all([open('ada'), open('ada')]);
    const ends = Promise.all([once(large, 'close'), once(greedy, 'close')]);

    large.send('x'.repeat(10_001));
    subscribe(greedy, ['1', '2', '3', '4', '5', '6']);

    expect((await ends).map(([code]) => code)).toEqual([1009, 1008]);
  });

  it('pings, and cuts a client that does not answer', async () => {
    const lively = await new RealtimeApp().start({ pingMs: 100 });
    const path = `/websocket?Authorization=Bearer%20${lively.sessions.signIn('ada')}`;
    const [socket, silent] = [lively.webSocket(path), lively.webSocket(path, { autoPong: false })];
    const end = once(silent, 'close');

    for (let pings = 0; pings < 3; pings += 1) await once(socket, 'ping');

    expect((await end)[0]).toBe(1006);
    expect(socket.readyState).toBe(socket.OPEN);
    await lively.stop();
  });

  it('closes when the session ends', async () => {
    const socket = await open('dan');
    const end = once(socket, 'close');
    app.sessions.tokens.delete('token-of-dan');

    await app.get(LiveSockets).recheck('id-dan');

    expect((await end)[0]).toBe(1008);
  });
});
