import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createExpressServer } from './express-server';

describe('createExpressServer', () => {
  it('serves requests that have the prototypes of the app before the app has met them, and what Express adds', async () => {
    const app = express();
    app.get('/:name', (request, response) => void response.status(201).json({ ip: request.ip, ...request.params }));
    const server = createExpressServer(app);
    const prototypes: unknown[] = [];
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) =>
      prototypes.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response)),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ada`);
      expect([answer.status, await answer.json()]).toEqual([201, { ip: '127.0.0.1', name: 'ada' }]);
    } finally {
      server.close();
    }
    // Compared by hand: to print one, a failure would read what only a request has.
    expect(prototypes.map((prototype, place) => prototype === [app.request, app.response][place])).toEqual([
      true,
      true,
    ]);
  });
});
