import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { io } from 'socket.io-client';
import WebSocket from 'ws';
import { PasswordHasher } from '@app/crypto';
import { startTestApp, type TestApp, type TestUser } from '../support/app';
import { sendRaw } from '../support/inputs';

const FOREIGN = 'https://evil.example';
const PASSWORD = 'Correct-Horse-7!';

let app: TestApp;
let user: TestUser;
let cookie: string;

beforeAll(async () => {
  app = await startTestApp();
  user = await app.user(['user.read']);
  const hash = await app.nest.get(PasswordHasher, { strict: false }).hash(PASSWORD);
  await app.sql('update users set password_hash = $2 where id = $1', [user.id, hash]);
  const { headers } = await app.agent
    .post('/users/login')
    .send({ username: user.login, password: PASSWORD })
    .expect(200);
  cookie = headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
});

afterAll(() => app.stop());

/** What a socket.io handshake with the refresh cookie ends with: `connect`, or why it was refused. */
async function handshake(path: string, transport: 'polling' | 'websocket', origin: string): Promise<string> {
  const socket = io(app.url, {
    ...{ path, transports: [transport], reconnection: false, forceNew: true },
    extraHeaders: { cookie, origin },
  });
  try {
    return await new Promise((resolve) => {
      socket.on('connect', () => resolve('connect'));
      socket.on('connect_error', ({ message }) => resolve(message));
    });
  } finally {
    socket.close();
  }
}

describe.each(['/socket.io', '/socket.ecoflow'])('%s', (path) => {
  it.each(['polling', 'websocket'] as const)('refuses the cookie from a foreign page over %s', async (transport) => {
    expect(await handshake(path, transport, FOREIGN)).toBe('forbidden_origin');
    expect(await handshake(path, transport, 'null')).toBe('forbidden_origin');
    expect(await handshake(path, transport, `${app.url}.evil.example`)).toBe('forbidden_origin');
  });

  it('takes the cookie from a page of its own', async () => {
    expect(await handshake(path, 'websocket', app.url)).toBe('connect');
  });
});

describe('/websocket', () => {
  it('does not know the cookie, wherever the page is from', async () => {
    for (const origin of [FOREIGN, app.url]) {
      const socket = new WebSocket(`${app.url.replace('http', 'ws')}/websocket`, { headers: { cookie, origin } });
      const [outgoing, response] = (await once(socket, 'unexpected-response')) as [
        { destroy(): void },
        IncomingMessage,
      ];
      expect(response.statusCode).toBe(401);
      outgoing.destroy();
    }
  });
});

describe('the refresh cookie over HTTP', () => {
  const refresh = (origin: string) =>
    sendRaw(app.url, { method: 'PATCH', path: '/users/refreshToken', headers: { cookie, origin } });

  it.each([FOREIGN, 'null', 'nonsense'])('is refused from %s, and is not used up by it', async (origin) => {
    expect((await refresh(origin)).status).toBe(403);
  });

  it('is taken from a page of its own', async () => {
    expect((await refresh(app.url)).status).toBe(200);
  });
});

describe('forwarded addresses', () => {
  const forged = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9', 'x-real-ip': '203.0.113.9' };

  it('are believed from nobody by default: audit log and rate limit see the peer', async () => {
    const { status } = await sendRaw(app.url, {
      method: 'POST',
      path: '/users/login',
      headers: { ...forged, 'content-type': 'application/json' },
      body: JSON.stringify({ username: user.login, password: PASSWORD }),
    });
    expect(status).toBe(200);
    const [row] = await app.sql<{ address: string }>(
      `select address from audit_log where action = 'auth.login' and target_id = $1 order by seq desc limit 1`,
      [user.id],
    );
    expect(row?.address).toMatch(/127\.0\.0\.1$/);
  });

  it('do not let a caller get a budget of its own by inventing addresses', async () => {
    const strict = await startTestApp({ SWITCHYARD_RATE_LIMIT_FACTOR: '0.1' });
    try {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 15; attempt += 1) {
        const { status } = await sendRaw(strict.url, {
          method: 'POST',
          path: '/api/fmw/encrypt',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${attempt}` },
          body: JSON.stringify({ plain_text: 'text' }),
        });
        statuses.push(status);
      }
      expect(statuses[0]).toBe(200);
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await strict.stop();
    }
  });

  it('do not decide where links and redirects lead', async () => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const { hostname, port } = new URL(app.url);
      const outgoing = request({
        ...{ hostname, port, path: '/' },
        headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      });
      outgoing.on('response', resolve).on('error', reject).end();
    });
    response.resume();
    expect(response.headers.location ?? '').not.toContain('evil.example');
  });
});
