import { isIP } from 'node:net';

/** Whether a host, as `URL.hostname` gives it, is this machine whatever any name server says. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));
