import { once } from 'node:events';
import { connect, type Socket as TcpSocket } from 'node:net';
import { LiveSockets } from '@app/realtime';
import { until } from '../../support/until';
import { next, PARTNER_ORIGIN, RealtimeApp } from './realtime-app';

describe('one upgrade listener', () => {
  let app: RealtimeApp;

  beforeAll(async () => {
    app = await new RealtimeApp().start({ messageBytes: 10_000 });
  });

  afterEach(() => {
    app.sessions.delay = 0;
  });

  afterAll(() => app.stop());

  it('serves the three endpoints and the application on one port', async () => {
    const token = app.sessions.signIn('ada');
    const [plain, editor] = await Promise.all([
      app.connect('/', { auth: { token } }),
      app.ecoflow({ auth: { token } }),
      once(app.webSocket('/websocket', { headers: { authorization: `Bearer ${token}` } }), 'open'),
    ]);
    const hello = await fetch(`${app.url}/hello`);

    expect([plain.connected, editor.connected, await hello.text()]).toEqual([true, true, 'hello']);
  });

  it.each(['/', '/socket.iot', '/socket.io/extra', '/socket.ecoflow2', '/websocket/x', '/api/v1/websocket'])(
    'answers 404 to an upgrade of %s',
    async (path) => {
      const response = await app.upgrade(path, { 'x-request-id': 'abc-1' });

      expect(response.statusCode).toBe(404);
      expect(response.headers).toMatchObject({ connection: 'close', 'x-request-id': 'abc-1' });
    },
  );

  it('leaves paths beside the sockets to the application', async () => {
    const answers = await Promise.all(
      ['/socket.io/socket.io.js', '/websocket', '/nothing'].map((path) => fetch(app.url + path)),
    );

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('does not cut an upgrade that stays silent for more than a second', async () => {
    app.sessions.delay = 1_300;
    const token = app.sessions.signIn('ada');
    const socket = app.webSocket(`/websocket?Authorization=Bearer%20${token}`);

    await once(socket, 'open');

    expect(socket.readyState).toBe(socket.OPEN);
  });

  it('survives a client that resets while its token is looked up', async () => {
    app.sessions.delay = 50;
    const raw: TcpSocket = connect(Number(new URL(app.url).port), '127.0.0.1');
    await once(raw, 'connect');
    raw.write(
      'GET /websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Authorization: Bearer t\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    raw.resetAndDestroy();
    await once(raw, 'close');

    expect((await app.upgrade('/websocket', { authorization: 'Bearer t' })).statusCode).toBe(401);
  });

  it.each(['/socket.io', '/socket.ecoflow'])('speaks long-polling at %s', async (path) => {
    const socket = await app.connect('/', {
      path,
      transports: ['polling'],
      auth: { token: app.sessions.signIn('ada') },
    });

    expect([socket.connected, socket.io.engine.transport.name]).toEqual([true, 'polling']);
  });

  it('upgrades a long-polling client to WebSocket', async () => {
    const options = { transports: ['polling', 'websocket'], auth: { token: app.sessions.signIn('ada') } };
    const socket = await app.ecoflow(options);

    await until(() => socket.io.engine.transport.name === 'websocket');

    socket.emit('fetchRole', { roomID: 'ada' });
    expect(await next(socket, 'roleUpdateResponse')).toHaveLength(1);
  });

  it('answers long-polling once, with the CORS headers of allowed origins only', async () => {
    const poll = (origin: string) => fetch(`${app.url}/socket.io/?EIO=4&transport=polling`, { headers: { origin } });
    const [allowed, foreign] = await Promise.all([poll(PARTNER_ORIGIN), poll('https://evil.example')]);

    expect(allowed.headers.get('access-control-allow-origin')).toBe(PARTNER_ORIGIN);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    expect(allowed.headers.get('x-request-id')).toMatch(/^c[a-z0-9]{24}$/);
    expect(await allowed.text()).toMatch(/^0\{"sid"/);
  });

  it('closes a socket.io client that sends more than a message may hold', async () => {
    const socket = await app.ecoflow({ auth: { token: app.sessions.signIn('ada') } });

    socket.emit('join', 'x'.repeat(20_000));

    expect(await next(socket, 'disconnect')).toContain('transport close');
  });

  it('cuts every socket of one session at once', async () => {
    const token = app.sessions.signIn('ada');
    const principal = app.sessions.tokens.get(token)!;
    app.sessions.tokens.set('second-token', { ...principal, tokenId: 'second-session' });
    const [editor, other] = await Promise.all([
      app.ecoflow({ auth: { token } }),
      app.ecoflow({ auth: { token: 'second-token' } }),
    ]);
    const socket = app.webSocket(`/websocket?Authorization=Bearer%20${token}`);
    await once(socket, 'open');
    const ends = Promise.all([next(editor, 'disconnect'), once(socket, 'close')]);

    app.get(LiveSockets).disconnectSession(principal.tokenId);

    await ends;
    expect(other.connected).toBe(true);
  });

  it('cuts every socket of a user at once', async () => {
    const token = app.sessions.signIn('ada');
    const [editor, other] = await Promise.all([
      app.ecoflow({ auth: { token } }),
      app.ecoflow({ auth: { token: app.sessions.signIn('bob') } }),
    ]);
    const socket = app.webSocket(`/websocket?Authorization=Bearer%20${token}`);
    await once(socket, 'open');
    const ends = Promise.all([next(editor, 'disconnect'), once(socket, 'close')]);

    app.get(LiveSockets).disconnectUser('id-ada');

    await ends;
    expect(other.connected).toBe(true);
  });
});

describe('limits and shutdown', () => {
  let app: RealtimeApp;

  beforeEach(async () => {
    app = await new RealtimeApp().start({ anonymousPerAddress: 4, socketsPerUser: 3 });
  });

  afterEach(() => app.stop());

  it('bounds anonymous sockets per address and frees their places', async () => {
    const auth = { user: 'ada', app: 7 };
    const sockets = await Promise.all([1, 2, 3, 4].map(() => app.connect('/', { auth })));
    expect(await app.refusal('/', { auth })).toBe('too_many_sockets');

    sockets[0]?.close();

    let answer = '';
    const retry = setInterval(() => void app.refusal('/', { auth }).then((message) => (answer = message)), 20);
    await until(() => answer === 'connected').finally(() => clearInterval(retry));
  });

  it('bounds the sockets of one user across all endpoints', async () => {
    const token = app.sessions.signIn('ada');
    await app.ecoflow({ auth: { token } });
    await app.connect('/flows', { auth: { token } });
    await once(app.webSocket(`/websocket?Authorization=Bearer%20${token}`), 'open');

    expect(await app.refusal('/telemetry', { auth: { token } })).toBe('too_many_sockets');
    expect((await app.upgrade('/websocket', { authorization: `Bearer ${token}` })).statusCode).toBe(429);
  });

  it('closes every socket when the application stops', async () => {
    const token = app.sessions.signIn('ada');
    const editor = await app.ecoflow({ auth: { token } });
    const socket = app.webSocket(`/websocket?Authorization=Bearer%20${token}`);
    await once(socket, 'open');
    const goodbyes = Promise.all([next(editor, 'disconnect'), once(socket, 'close')]);

    await app.shutDown();

    const [[reason], [code]] = await goodbyes;
    expect([reason, code]).toEqual(['transport close', 1001]);
  });
});
