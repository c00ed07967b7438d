import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries';
import type { RunAs } from './run-as';

/** The one role of the embedded server and the name of the product's database in it. */
export const ROLE = 'switchyard';

/** Major version of the binaries in package.json; a cluster made by another one cannot be opened. */
const MAJOR_VERSION = '18';
const PASSWORD_BYTES = 24;

/** The files below `<dataDir>/postgres`. */
export interface ClusterPaths {
  readonly root: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly libraries: string;
  readonly password: string;
  /** Which process is to stop the server. */
  readonly owner: string;
  readonly log: string;
}

export const clusterPaths = (dataDir: string): ClusterPaths => {
  const root = join(dataDir, 'postgres');
  const at = (name: string) => join(root, name);
  return {
    root,
    cluster: at('data'),
    libraries: at('lib'),
    password: at('password'),
    owner: at('owner'),
    log: at('postgres.log'),
  };
};

/**
 * The environment PostgreSQL's programs run in: nothing of ours but the path, so that no PG* variable misleads them. A
 * library found through one of our links looks for its own dependencies beside the link, hence the second folder.
 */
export const programEnvironment = ({ native }: Binaries, { libraries }: ClusterPaths): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LC_ALL: 'C',
  LD_LIBRARY_PATH: `${libraries}:${join(native, 'lib')}`,
});

/** The generated password of the cluster, made on first use. */
export async function clusterPassword({ password }: ClusterPaths): Promise<string> {
  if (!existsSync(password)) {
    await writeFile(`${password}.new`, randomBytes(PASSWORD_BYTES).toString('base64url'), { mode: 0o600 });
    await rename(`${password}.new`, password);
  }
  return readFile(password, 'utf8');
}

/**
 * Makes the cluster unless it exists. It is made under another name and moved, so that an interrupted first start leaves
 * nothing that looks complete, and written to disk in one go at the end instead of file by file.
 */
export async function ensureCluster(binaries: Binaries, paths: ClusterPaths, runAs: RunAs): Promise<boolean> {
  if (existsSync(paths.cluster)) {
    await assertVersion(paths.cluster);
    await runAs.own(paths.cluster);
    return false;
  }
  const draft = `${paths.cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await chmod(draft, 0o700);
  await runAs.own(draft);
  await initialise(binaries, paths, draft, runAs);
  await rename(draft, paths.cluster);
  return true;
}

async function assertVersion(cluster: string): Promise<void> {
  const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (version === MAJOR_VERSION) return;
  throw new Error(
    `${cluster} was made by PostgreSQL ${version}, the embedded one is ${MAJOR_VERSION}: ` +
      'move its contents over with pg_dump, or set DATABASE_URL',
  );
}

async function initialise(binaries: Binaries, paths: ClusterPaths, draft: string, runAs: RunAs): Promise<void> {
  const passwordFile = join(paths.root, 'initdb.password');
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, await clusterPassword(paths), { mode: 0o600 });
  try {
    await runAs.own(passwordFile);
    const initdb = (...args: string[]) => runInitdb(binaries, ['--pgdata', draft, ...args], paths, runAs);
    await initdb(
      ...['--username', ROLE, '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--encoding', 'UTF8'],
      ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ...['--no-sync', '--no-instructions'],
    );
    await initdb('--sync-only');
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function runInitdb(binaries: Binaries, args: string[], paths: ClusterPaths, runAs: RunAs): Promise<void> {
  const log = await open(paths.log, 'w', 0o600);
  try {
    const child = runAs.spawn(binaries.initdb, args, {
      cwd: paths.root,
      env: programEnvironment(binaries, paths),
      stdio: ['ignore', log.fd, log.fd],
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`initdb failed (${code ?? 'killed'}):\n${await readFile(paths.log, 'utf8')}`);
  } finally {
    await log.close();
  }
}
