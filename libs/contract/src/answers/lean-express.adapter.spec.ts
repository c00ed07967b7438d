import { once } from 'node:events';
import { request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { LeanExpressAdapter } from './lean-express.adapter';

describe('LeanExpressAdapter.initHttpServer', () => {
  const adapter = new LeanExpressAdapter({ gateWrites: true });

  it('serves requests that the app need not make its own', async () => {
    adapter.initHttpServer({});
    const server = adapter.getHttpServer() as Server;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const arrived = once(server, 'request') as Promise<[IncomingMessage]>;
      const sent = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }).end();
      const [[incoming]] = await Promise.all([arrived, once(sent, 'response')]);
      expect(Object.getPrototypeOf(incoming) === adapter.getInstance<Express>().request).toBe(true);
      sent.destroy();
    } finally {
      server.close();
    }
  });

  it('refuses what it would leave undone', () => {
    expect(() => adapter.initHttpServer({ forceCloseConnections: true })).toThrow('no option forceCloseConnections');
  });
});
