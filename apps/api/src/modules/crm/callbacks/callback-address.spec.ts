import { MasterKey } from '@app/crypto';
import { UpstreamMetrics } from '../../../upstreams';
import { ProcessRateBudget, realTime } from '../../../upstreams/http';
import { loadConfig } from '../../../config';
import { ConnectWise } from '../connectwise';
import { CallbackAddress } from './callback-address';

const connectWise = (url: string) => ({
  ...{ CW_URL: url, CW_COMPANY: 'acme', CW_CLIENT_ID: 'id', CW_PUBLIC_KEY: 'public', CW_PRIVATE_KEY: 'private' },
});
const CLOUD = connectWise('https://api-na.myconnectwise.net');
const PUBLIC_URL = 'https://ops.example.com/sub';

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

function addressOf(env: Record<string, string>, masterKey = MasterKey.of(oldKey)): CallbackAddress {
  const config = loadConfig(env);
  const budget = new ProcessRateBudget(realTime, { perMinute: 600, burst: 10 });
  return new CallbackAddress(config, masterKey, new ConnectWise(config, budget, new UpstreamMetrics()));
}

const secretOf = (address: CallbackAddress): string =>
  new URL(address.url ?? '').searchParams.get('token') ?? 'there is none';

describe('CallbackAddress', () => {
  it.each([
    ['PUBLIC_URL', { ...CLOUD, PUBLIC_URL }, PUBLIC_URL],
    ['an own ConnectWise on this machine', { ...connectWise('http://127.0.0.1:9'), PUBLIC_URL }, PUBLIC_URL],
    [
      'both on this machine',
      { ...connectWise('http://127.0.0.1:9'), PUBLIC_URL: 'http://127.0.0.1:81' },
      'http://127.0.0.1:81',
    ],
    ['the demo', { SWITCHYARD_DEMO: 'true', PORT: '4711' }, 'http://127.0.0.1:4711'],
  ])('with %s is there', (_case, env, base) => {
    expect(addressOf(env).endpoint).toBe(`${base}/v1/connectwise/callbacks`);
  });

  it.each<[string, Record<string, string>]>([
    ['nobody told where this server is', CLOUD],
    ['nobody told so in a demo with a real ConnectWise', { ...CLOUD, SWITCHYARD_DEMO: 'true' }],
    ['this server is told to be on this machine', { ...CLOUD, PUBLIC_URL: 'http://localhost:3000' }],
    ['there is no ConnectWise', { PUBLIC_URL }],
    ['the port is not known yet', { SWITCHYARD_DEMO: 'true', PORT: '0' }],
  ])('is missing where %s', (_case, env) => {
    const address = addressOf(env);
    expect([address.endpoint, address.url]).toEqual([null, null]);
  });

  it('ends where ConnectWise writes the id, and opens with its own secret alone', () => {
    const address = addressOf({ ...CLOUD, PUBLIC_URL });
    expect(address.url).toMatch(
      /^https:\/\/ops\.example\.com\/sub\/v1\/connectwise\/callbacks\?token=[\w-]{43}&recordId=$/,
    );
    expect(address.opensWith(secretOf(address))).toBe(true);
    for (const other of ['', 'guess', secretOf(address).slice(1)]) expect(address.opensWith(other)).toBe(false);
  });

  it('opens with the secrets of both keys while the master key is rotated, and names the newer one', () => {
    const before = addressOf({ ...CLOUD, PUBLIC_URL });
    const env = { ...CLOUD, PUBLIC_URL };
    const both = MasterKey.ofVersions([
      [1, oldKey],
      [2, newKey],
    ]);
    const during = addressOf(env, both);
    const after = addressOf(env, MasterKey.of(newKey, 2));
    expect(secretOf(during)).toBe(secretOf(after));
    expect([before, after].map((address) => during.opensWith(secretOf(address)))).toEqual([true, true]);
    expect(after.opensWith(secretOf(before))).toBe(false);
  });
});
