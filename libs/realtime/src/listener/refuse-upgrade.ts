import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { requestIdOf } from './request-id';

/** Answers an upgrade request with a complete HTTP response and closes the connection. */
export function refuseUpgrade(
  request: IncomingMessage,
  socket: Duplex,
  status: number,
  headers: Record<string, string> = {},
): void {
  if (!socket.writable) return;
  const body = `${STATUS_CODES[status]}\n`;
  const fields = {
    Connection: 'close',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Request-Id': requestIdOf(request),
    ...headers,
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`);
}
