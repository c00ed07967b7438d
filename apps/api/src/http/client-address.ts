import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';
import type { AppConfig } from '../config';

/** The client's address of a request that Express never sees, by the rule that it applies to all others. */
export function clientAddress({ trustProxy }: Pick<AppConfig, 'trustProxy'>): (request: IncomingMessage) => string {
  const trusts =
    typeof trustProxy === 'number'
      ? (_address: string, hop: number) => hop < trustProxy
      : proxyAddr.compile(trustProxy === false ? [] : [...trustProxy]);
  return (request) => proxyAddr(request, trusts);
}
