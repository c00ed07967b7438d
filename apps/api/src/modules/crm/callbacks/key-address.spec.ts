import { keyAddress } from './key-address';

const CLOUD = 'https://api-na.myconnectwise.net';
const OWN = 'https://cw.example.com:8443';
const LOCAL = 'http://127.0.0.1:4711';

describe('keyAddress', () => {
  it.each([
    [CLOUD, 'https://api-na.myconnectwise.net/keys/1', 'https://api-na.myconnectwise.net/keys/1'],
    [CLOUD, 'https://na.myconnectwise.net/keys/1?x=2#fragment', 'https://na.myconnectwise.net/keys/1?x=2'],
    [CLOUD, 'HTTPS://API-NA.MyConnectWise.net:443/keys/1', 'https://api-na.myconnectwise.net/keys/1'],
    [OWN, 'https://cw.example.com:8443/keys/1', 'https://cw.example.com:8443/keys/1'],
    [LOCAL, 'http://127.0.0.1:4711/keys/1', 'http://127.0.0.1:4711/keys/1'],
  ])('of %s takes %s', (origin, text, expected) => {
    expect(keyAddress(text, origin)?.href).toBe(expected);
  });

  it.each([
    ['no URL', CLOUD, 'keys/1'],
    ['another host', CLOUD, 'https://evil.example.com/keys/1'],
    ['another host of the cloud', CLOUD, 'https://api-eu.myconnectwise.net/keys/1'],
    ['a host below it', CLOUD, 'https://evil.api-na.myconnectwise.net/keys/1'],
    ['a host that begins alike', CLOUD, 'https://api-na.myconnectwise.net.evil.example/keys/1'],
    ['a host in front', CLOUD, 'https://api-na.myconnectwise.net@evil.example/keys/1'],
    ['a name and a password', CLOUD, 'https://name:password@api-na.myconnectwise.net/keys/1'],
    ['no TLS', CLOUD, 'http://api-na.myconnectwise.net/keys/1'],
    ['another scheme', CLOUD, 'file:///etc/passwd'],
    ['a trailing dot', CLOUD, 'https://api-na.myconnectwise.net./keys/1'],
    ['another port', OWN, 'https://cw.example.com/keys/1'],
    ['the other name of a host that is no cloud', 'https://api-cw.example.com', 'https://cw.example.com/keys/1'],
    ['another port of this machine', LOCAL, 'http://127.0.0.1:4712/keys/1'],
    ['another name of this machine', LOCAL, 'http://localhost:4711/keys/1'],
    ['plain http to a host elsewhere', 'http://cw.example.com', 'http://cw.example.com/keys/1'],
    ['plain http to a name that looks local', 'http://127.evil.example', 'http://127.evil.example/keys/1'],
  ])('refuses %s', (_case, origin, text) => {
    expect(keyAddress(text, origin)).toBeNull();
  });
});
