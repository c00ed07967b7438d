import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createLogger } from '../../../apps/api/src/http';
import { LocalOidc } from '../../../apps/api/src/upstreams';
import { until } from '../../support/until';

const root = resolve(__dirname, '../../..');
const simulators = resolve(root, 'dist/apps/upstreams/src/main.js');
/** Nobody signs in here, so nothing connects to it. */
const databaseUrl = 'postgres://nobody@127.0.0.1:1/none';
const environment = {
  PATH: process.env.PATH,
  OIDC_CLIENT_SECRET: 'secret',
  PUBLIC_URL: 'http://127.0.0.1:3999',
  DATABASE_URL: databaseUrl,
};

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['apps/api/bin/build.mjs'], { cwd: root });
});

let log = '';
const logger = createLogger({ demo: false, logLevel: 'warn' }, { write: (line) => (log += line) });
const newLocalOidc = (modulePath = simulators) =>
  new LocalOidc({ publicUrl: 'http://127.0.0.1:3999', databaseUrl, logger, modulePath });

beforeEach(() => {
  log = '';
});

async function discoveredIssuer(issuer: string): Promise<string | null> {
  try {
    const response = await fetch(`${issuer}/.well-known/openid-configuration`);
    return ((await response.json()) as { issuer: string }).issuer;
  } catch {
    return null;
  }
}

describe('LocalOidc', () => {
  it('starts the provider and stops it', async () => {
    const oidc = newLocalOidc();
    const { issuer, clientId } = await oidc.start();
    expect(clientId).toBe('switchyard');
    expect(await discoveredIssuer(issuer)).toBe(issuer);
    await oidc.stop();
    expect(oidc.pid).toBeNull();
    expect(await discoveredIssuer(issuer)).toBeNull();
  });

  it('starts it again under the same issuer when it dies', async () => {
    const oidc = newLocalOidc();
    const { issuer } = await oidc.start();
    const firstPid = oidc.pid ?? 0;
    process.kill(firstPid, 'SIGKILL');
    await until(() => oidc.pid !== firstPid);
    expect(await until(() => discoveredIssuer(issuer))).toBe(issuer);
    expect(oidc.pid).not.toBe(firstPid);
    await oidc.stop();
  });

  it('says so when the provider does not come up', async () => {
    await expect(newLocalOidc(resolve(root, 'dist/no-such-file.js')).start()).rejects.toThrow(/before it was ready/);
  });
});

describe('a provider that dies again and again', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchyard-oidc-'));
    await writeFile(join(folder, 'main.js'), "console.log('OIDC provider is ready at http://127.0.0.1:9')");
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('is given up after five times', async () => {
    const oidc = newLocalOidc(join(folder, 'main.js'));
    await oidc.start();
    await until(() => log.includes('"level":50'));
    expect(log.match(/starting it again/g)).toHaveLength(5);
    expect(log).toContain('it was started again 5 times already');
    await oidc.stop();
  });
});

describe('the simulator process', () => {
  it('ends when the pipe of its parent closes', async () => {
    const child = spawn(process.execPath, [simulators, 'oidc'], {
      env: environment,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    expect(line).toMatch(/^OIDC provider is ready at http:\/\/127\.0\.0\.1:\d+$/);
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('never runs in production', async () => {
    const env = { ...environment, NODE_ENV: 'production' };
    await expect(promisify(execFile)(process.execPath, [simulators, 'oidc'], { env })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Simulated upstreams never run in production'),
    });
  });
});
