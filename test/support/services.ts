import { spawnSync } from 'node:child_process';

/** Services that tests use where they find them on this host, by their port. */
const PORTS = { redis: 6379 } as const;
export type Service = keyof typeof PORTS;

const PROBE_MS = 5_000;
const PROBE = `require('node:net').connect(Number(process.argv[1]), '127.0.0.1')
  .once('connect', () => process.exit(0)).once('error', () => process.exit(1))`;

/** Suites are declared synchronously, so the question is put to a process that is waited for. */
const listens = (service: Service): boolean =>
  spawnSync(process.execPath, ['-e', PROBE, String(PORTS[service])], { timeout: PROBE_MS }).status === 0;

/**
 * A suite that needs a service. Where nothing listens the suite says so and is skipped, except with REQUIRE_SERVICES=1,
 * where it fails.
 */
export function describeWith(service: Service, name: string, suite: () => void): void {
  if (listens(service)) return describe(name, suite);
  const reason = `nothing listens on port ${PORTS[service]} (${service})`;
  if (process.env.REQUIRE_SERVICES !== '1') return describe.skip(`${name}: ${reason}`, suite);
  describe(name, () => {
    it(`has ${service}`, () => {
      throw new Error(reason);
    });
  });
}
