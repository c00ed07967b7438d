/**
 * Runs a TypeScript entry point from the build, after building what changed:
 *   node apps/api/bin/run.mjs apps/api/src/main.ts [arguments]
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareWithBuild, output, root, targetOf } from './sources.mjs';

/** The compiler runs in a process of its own, so that its memory is gone before the server starts. */
async function buildWhenStale(withTests) {
  const { changed, removed } = await compareWithBuild({ withTests });
  if (changed.length === 0 && removed.length === 0) return;
  const script = fileURLToPath(new URL('build.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script, ...(withTests ? ['--tests'] : [])], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Builds if needed and loads the compiled entry in this process, so that signals and exit codes are the entry's own. */
export async function run(entry) {
  await buildWhenStale(entry.startsWith('test/'));
  process.setSourceMapsEnabled(true);
  createRequire(import.meta.url)(path.join(output, targetOf(entry)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , entry, ...rest] = process.argv;
  const name = path.relative(root, path.resolve(entry));
  process.argv = [process.argv[0], path.join(output, targetOf(name)), ...rest];
  await run(name);
}
