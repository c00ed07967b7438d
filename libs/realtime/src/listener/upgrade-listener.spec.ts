import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UpgradeListener } from './upgrade-listener';

describe('UpgradeListener', () => {
  let server: Server;
  let listener: UpgradeListener;
  let port: number;
  let closed: string[];

  beforeEach(async () => {
    server = createServer((_request, response) => response.end('application'));
    closed = [];
    listener = new UpgradeListener();
    listener.register('/both', {
      handleUpgrade: (_request, socket) => socket.end('HTTP/1.1 418 Endpoint\r\nContent-Length: 0\r\n\r\n'),
      handleRequest: (_request, response) => response.end('endpoint'),
      close: () => closed.push('/both'),
    });
    listener.register('/upgrades', {
      handleUpgrade: (_request, socket) => socket.destroy(),
      close: () => closed.push('/upgrades'),
    });
    listener.attach(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ({ port } = server.address() as AddressInfo);
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const upgrade = (path: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = { connection: 'Upgrade', upgrade: 'websocket' };
      const sent = request({ port, host: '127.0.0.1', path, headers }, (response) => resolve(response.resume()));
      sent.once('error', reject).end();
    });

  const body = async (path: string): Promise<string> => (await fetch(`http://127.0.0.1:${port}${path}`)).text();

  it.each([
    ['/both', 418],
    ['/both/', 418],
    ['/both?query=1', 418],
    ['/both//', 404],
    ['/BOTH', 404],
    ['/both%2f', 404],
    ['/', 404],
  ])('answers an upgrade of %s with %d', async (path, status) => {
    expect((await upgrade(path)).statusCode).toBe(status);
  });

  it('hands requests to the endpoint that takes them, and the rest to the application', async () => {
    expect(await Promise.all(['/both/?x=1', '/upgrades', '/other'].map(body))).toEqual([
      'endpoint',
      'application',
      'application',
    ]);
  });

  it('replaces a request id that may not be logged', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/both`, { headers: { 'x-request-id': 'a b' } });

    expect(answer.headers.get('x-request-id')).toMatch(/^c[a-z0-9]{24}$/);
  });

  it('answers 503 to upgrades while it closes, and 404 to foreign ones still', async () => {
    listener.beforeApplicationShutdown();

    const statuses = (await Promise.all([upgrade('/both'), upgrade('/other')])).map(({ statusCode }) => statusCode);

    expect(statuses).toEqual([503, 404]);
  });

  it('closes every endpoint and then refuses upgrades', async () => {
    await listener.close();

    expect(closed).toEqual(['/both', '/upgrades']);
    expect((await upgrade('/both')).statusCode).toBe(503);
  });

  it('refuses two endpoints at one path', () => {
    expect(() => listener.register('/both', { handleUpgrade: () => undefined, close: () => undefined })).toThrow(
      'registered twice',
    );
  });
});
