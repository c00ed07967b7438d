import type { AppConfig } from '../../../config';
import { TrustedOrigins } from './trusted-origins';

describe('TrustedOrigins', () => {
  const config = { publicUrl: 'https://switchyard.example.com/base', corsOrigins: ['https://console.example.com'] };
  const origins = new TrustedOrigins(config as unknown as AppConfig);

  it.each([
    ['no origin', undefined, 'switchyard.example.com'],
    ['the public address', 'https://switchyard.example.com', 'internal:3000'],
    ['an allowed origin', 'https://console.example.com', 'internal:3000'],
    ['the host that was called', 'http://localhost:3000', 'LOCALHOST:3000'],
  ])('trusts %s', (_what, origin, host) => expect(origins.allows(origin, host)).toBe(true));

  it.each([
    ['another site', 'https://evil.example', 'localhost:3000'],
    ['another scheme of the public address', 'http://switchyard.example.com', 'internal:3000'],
    ['another port', 'http://localhost:3001', 'localhost:3000'],
    ['a hidden origin', 'null', 'null'],
    ['an origin without a host', 'data:text/html,x', ''],
    ['an empty one', '', ''],
  ])('refuses %s', (_what, origin, host) => expect(origins.allows(origin, host)).toBe(false));
});
