import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Response } from 'express';
import { JsonParts } from './json-text';
import { send } from './send';

async function answerOf(body: unknown, method = 'GET') {
  const server = createServer((_request, response) => send(response as Response, body, 200));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { method });
    return { text: await response.text(), length: response.headers.get('content-length') };
  } finally {
    server.close();
  }
}

describe('send', () => {
  const parts = new JsonParts(['{"data":', Buffer.from('["größer","\u{1f600}"]'), ',"ok":true}']);
  const text = '{"data":["größer","\u{1f600}"],"ok":true}';

  it('sends parts as the one text that they are, with its length in bytes', async () => {
    expect(await answerOf(parts)).toEqual({ text, length: String(Buffer.byteLength(text)) });
    expect(await answerOf(text)).toEqual(await answerOf(parts));
  });

  it('sends their length alone to who asks for the head', async () => {
    expect(await answerOf(parts, 'HEAD')).toEqual({ text: '', length: String(Buffer.byteLength(text)) });
  });
});
