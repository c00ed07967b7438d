import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { findBinaries } from './binaries';
import { startEmbeddedPostgres } from './embedded-postgres';
import type { EmbeddedOptions, EmbeddedPostgres } from './embedded-postgres';
import { findPostmaster, stopPostmaster } from './postmaster';
import { RunAs } from './run-as';

const SUPPORT = join(__dirname, '../../../../test/support/database');
const isRoot = process.getuid?.() === 0;
/** The output says why such a test is left out. */
const asRoot = (name: string, test: () => Promise<void>, timeout?: number): void => {
  const run = isRoot ? it : it.skip;
  run(isRoot ? name : `${name} (needs root)`, test, timeout);
};

interface StartedByChild {
  pid: number;
  url: string;
  attached: boolean;
  uid: number;
}

jest.setTimeout(60_000);

describe('startEmbeddedPostgres', () => {
  let root: string;
  let made: string;
  const children: ChildProcess[] = [];
  const dataDirs: string[] = [];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'switchyard-embedded-'));
    await chmod(root, 0o755);
    made = join(root, 'made');
    await (await startEmbeddedPostgres({ dataDir: made })).stop();
  });

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    for (const dataDir of dataDirs.splice(0)) await killServer(dataDir);
  });

  afterAll(() => rm(root, { recursive: true, force: true }), 30_000);

  const killServer = async (dataDir: string): Promise<void> => {
    const server = await findPostmaster(join(dataDir, 'postgres/data'));
    if (server) await stopPostmaster(server.pid, join(dataDir, 'postgres/data'));
  };

  /** A data directory whose cluster was made and shut down before: most tests are not about the first start. */
  const preparedDirectory = async (): Promise<string> => {
    const dataDir = await mkdtemp(join(root, 'data-'));
    await cp(made, dataDir, { recursive: true });
    dataDirs.push(dataDir);
    return dataDir;
  };

  const query = async (url: string, sql: string): Promise<unknown[]> => {
    const client = new Client(url);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  const startInChild = async (dataDir: string, prefix: string[] = []): Promise<[ChildProcess, StartedByChild]> => {
    const [command = '', ...args] = [
      ...prefix,
      process.execPath,
      ...['--require', join(SUPPORT, 'typescript-hook.cjs'), join(SUPPORT, 'start-embedded.ts'), dataDir],
    ];
    const child = spawn(command, args, { cwd: join(SUPPORT, '../../..'), stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return [child, JSON.parse(line) as StartedByChild];
  };

  const killed = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  const isListening = (server: EmbeddedPostgres): Promise<boolean> =>
    query(server.url, 'select 1').then(
      () => true,
      () => false,
    );

  it('serves its own database on 127.0.0.1 only, by password only, with durable settings', async () => {
    const server = await startEmbeddedPostgres({ dataDir: await preparedDirectory() });
    const url = new URL(server.url);
    expect([url.hostname, url.pathname]).toEqual(['127.0.0.1', '/switchyard']);
    const settings = await query(
      server.url,
      `select name, setting from pg_settings where name in ('fsync', 'listen_addresses', 'max_connections',
        'password_encryption', 'shared_buffers', 'synchronous_commit', 'unix_socket_directories') order by name`,
    );
    expect(settings).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'max_connections', setting: '100' },
      { name: 'password_encryption', setting: 'scram-sha-256' },
      { name: 'shared_buffers', setting: '16384' },
      { name: 'synchronous_commit', setting: 'on' },
      { name: 'unix_socket_directories', setting: '' },
    ]);
    url.password = 'wrong';
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await server.stop();
  });

  it('keeps the password and the data to its own user', async () => {
    const mode = async (name: string) => (await stat(join(made, 'postgres', name))).mode & 0o777;
    expect([await mode('password'), await mode('data')]).toEqual([0o600, 0o700]);
    expect(await readdir(join(made, 'postgres'))).not.toContain('initdb.password');
  });

  it('starts a stopped cluster again with its data, and ends for good when stopped', async () => {
    const dataDir = await preparedDirectory();
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    expect(await isListening(first)).toBe(false);

    const second = await startEmbeddedPostgres({ dataDir });
    expect(second.attached).toBe(false);
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.stop();
    expect(await findPostmaster(join(dataDir, 'postgres/data'))).toBeUndefined();
  });

  it('starts one server for several callers', async () => {
    const dataDir = await preparedDirectory();
    const servers = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres({ dataDir })));
    expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
    expect(servers.map(({ attached }) => attached).sort()).toEqual([false, true, true]);
    await servers[0]?.stop();
  });

  it('attaches to the server of a process that still runs, and leaves stopping it to that process', async () => {
    const dataDir = await preparedDirectory();
    const [, started] = await startInChild(dataDir);
    const server = await startEmbeddedPostgres({ dataDir });
    expect(server).toMatchObject({ attached: true, pid: started.pid, url: started.url });
    await server.stop();
    expect(await isListening(server)).toBe(true);
  });

  it('attaches to the server that a killed process left running, and stops it in its place', async () => {
    const dataDir = await preparedDirectory();
    const [child, started] = await startInChild(dataDir);
    await query(started.url, 'create table kept as select 42 as answer');
    await killed(child);

    const server = await startEmbeddedPostgres({ dataDir });
    expect(server).toMatchObject({ attached: true, pid: started.pid });
    expect(await query(server.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await server.stop();
    expect(await isListening(server)).toBe(false);
  });

  it('starts anew after PostgreSQL was killed, with what was committed', async () => {
    const dataDir = await preparedDirectory();
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.url, 'create table kept as select 42 as answer');
    process.kill(first.pid, 'SIGKILL');

    const second = await startEmbeddedPostgres({ dataDir });
    expect(second.attached).toBe(false);
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it('is not held up by a killed PostgreSQL that nobody has reaped', async () => {
    const dataDir = await preparedDirectory();
    const [child, started] = await startInChild(dataDir);
    child.kill('SIGSTOP');
    process.kill(started.pid, 'SIGKILL');
    await zombie(started.pid);

    const server = await startEmbeddedPostgres({ dataDir });
    expect(server.attached).toBe(false);
    await server.stop();
  });

  const zombie = async (pid: number): Promise<void> => {
    const deadline = Date.now() + 5_000;
    while (!(await readFile(`/proc/${pid}/stat`, 'utf8')).includes(') Z ')) {
      if (Date.now() > deadline) throw new Error(`Process ${pid} did not become a zombie`);
      await delay(5);
    }
  };

  it('is not held up by a lock whose process number now belongs to a stranger', async () => {
    const dataDir = await preparedDirectory();
    await writeFile(join(dataDir, 'postgres/data/postmaster.pid'), `${process.pid}\n${dataDir}\n0\n5432\n`);
    const server = await startEmbeddedPostgres({ dataDir });
    expect(server.attached).toBe(false);
    await server.stop();
  });

  it('makes the cluster anew when the first start was interrupted', async () => {
    const dataDir = await mkdtemp(join(root, 'data-'));
    await mkdir(join(dataDir, 'postgres/data.new/base'), { recursive: true });
    const server = await startEmbeddedPostgres({ dataDir });
    expect(await query(server.url, 'select current_user as name')).toEqual([{ name: 'switchyard' }]);
    await server.stop();
  });

  it('refuses a cluster of another major version and says what to do', async () => {
    const dataDir = await preparedDirectory();
    await writeFile(join(dataDir, 'postgres/data/PG_VERSION'), '15\n');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/made by PostgreSQL 15.*DATABASE_URL/);
  });

  it('tells why PostgreSQL does not start', async () => {
    const options: EmbeddedOptions = { dataDir: await preparedDirectory(), settings: { max_connections: 'many' } };
    await expect(startEmbeddedPostgres(options)).rejects.toThrow(/does not start.*max_connections/s);
  });

  asRoot(
    'runs for an ordinary user, who may not write to the installed package',
    async () => {
      const dataDir = await mkdtemp(join(root, 'data-'));
      dataDirs.push(dataDir);
      const ordinary = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'];
      const [, started] = await startInChild(dataDir, ordinary);
      expect(started.uid).toBe(1000);
      expect(await query(started.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    },
    30_000,
  );

  asRoot(
    'runs as nobody where user namespaces are forbidden, from a package whose install script was skipped',
    async () => {
      const native = join(root, 'native');
      await cp(findBinaries().native, native, {
        recursive: true,
        filter: async (path) => !(await lstat(path)).isSymbolicLink(),
      });
      const binaries = { native, initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') };
      const dataDir = await mkdtemp(join(root, 'data-'));
      await chmod(dataDir, 0o755);

      const server = await startEmbeddedPostgres({ dataDir, binaries, runAs: RunAs.nobody() });
      expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect((await stat(`/proc/${server.pid}`)).uid).toBe(65534);
      await server.stop();
    },
    30_000,
  );

  asRoot('names the folder that nobody cannot enter', async () => {
    const closed = await mkdtemp(join(root, 'closed-'));
    const options: EmbeddedOptions = { dataDir: join(closed, 'data'), runAs: RunAs.nobody() };
    await expect(startEmbeddedPostgres(options)).rejects.toThrow(`cannot enter ${closed}`);
  });
});
