import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readiness } from './readiness';
import { shutDown } from './shutdown';

async function listen(handle: RequestListener) {
  const server = createServer(handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

const fetchOn = (port: number, agent: Agent) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent }, (response) => {
      response.resume().once('end', () => resolve(response));
    }).on('error', reject);
  });

const refuses = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(true));
  });

function deferred() {
  let resolve!: () => void;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

const nothing = () => Promise.resolve();

describe('shutDown', () => {
  it('turns unready, refuses connections, finishes the running request, and closes the application last', async () => {
    const events: string[] = [];
    const arrived = deferred();
    const finish = deferred();
    const { server, port } = await listen((_request, response) => {
      arrived.resolve();
      void finish.promise.then(() => response.end('done', () => events.push('finished')));
    });
    const readiness = new Readiness([nothing]);
    const agent = new Agent({ keepAlive: true });
    const answer = fetchOn(port, agent);
    await arrived.promise;

    const note = (event: string) => () => Promise.resolve(void events.push(event));
    const down = shutDown({ server, readiness, closeSockets: note('sockets'), closeApp: note('app') });
    expect(await readiness.isReady()).toBe(false);
    expect(await refuses(port)).toBe(true);
    expect(events).toEqual(['sockets']);
    finish.resolve();
    expect((await answer).statusCode).toBe(200);
    await down;
    agent.destroy();
    expect(events).toEqual(['sockets', 'finished', 'app']);
  });

  it('does not wait for an idle keep-alive connection', async () => {
    const { server, port } = await listen((_request, response) => void response.end('ok'));
    const agent = new Agent({ keepAlive: true });
    await fetchOn(port, agent);
    const startedAt = performance.now();
    await shutDown({ server, readiness: new Readiness([]), closeSockets: nothing, closeApp: nothing });
    expect(performance.now() - startedAt).toBeLessThan(2000);
    agent.destroy();
  });

  it('gives a request that never ends no longer than the deadline', async () => {
    const arrived = deferred();
    const { server, port } = await listen(() => {
      arrived.resolve();
    });
    const answer = fetchOn(port, new Agent()).catch((error: unknown) => error);
    await arrived.promise;
    const closeApp = jest.fn(nothing);
    await shutDown({ server, readiness: new Readiness([]), closeSockets: nothing, closeApp }, 30);
    expect(await answer).toMatchObject({ code: 'ECONNRESET' });
    expect(closeApp).toHaveBeenCalledTimes(1);
  });

  it('closes the application even when the sockets cannot be closed', async () => {
    const { server } = await listen((_request, response) => void response.end());
    const closeApp = jest.fn(nothing);
    const closeSockets = () => Promise.reject(new Error('stuck'));
    await expect(shutDown({ server, readiness: new Readiness([]), closeSockets, closeApp })).rejects.toThrow('stuck');
    expect(closeApp).toHaveBeenCalledTimes(1);
  });
});
