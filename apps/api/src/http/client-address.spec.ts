import type { IncomingMessage } from 'node:http';
import type { TrustedProxies } from '../config';
import { clientAddress } from './client-address';

const request = {
  socket: { remoteAddress: '10.0.0.1' },
  headers: { 'x-forwarded-for': '203.0.113.9, 10.0.0.2' },
} as unknown as IncomingMessage;

describe('clientAddress', () => {
  it.each<[TrustedProxies, string]>([
    [false, '10.0.0.1'],
    [1, '10.0.0.2'],
    [2, '203.0.113.9'],
    [['10.0.0.0/8'], '203.0.113.9'],
    [['10.0.0.1'], '10.0.0.2'],
  ])('with the proxies %p is %s', (trustProxy, expected) => {
    expect(clientAddress({ trustProxy })(request)).toBe(expected);
  });
});
