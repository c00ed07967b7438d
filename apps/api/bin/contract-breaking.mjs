/**
 * Compares openapi/openapi.json with its committed version and fails when a client of that version would break.
 * CONTRACT_BASE names the commit to compare with: HEAD by default, the state before the change in a pipeline.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './sources.mjs';

const document = 'openapi/openapi.json';
const base = process.env.CONTRACT_BASE ?? 'HEAD';

function run(command, args, options) {
  const { status, stdout, error } = spawnSync(command, args, { cwd: root, maxBuffer: 64 * 1024 * 1024, ...options });
  if (error) throw error;
  return { succeeded: status === 0, output: stdout };
}

if (!run('git', ['rev-parse', '--verify', '--quiet', `${base}^{commit}`]).succeeded) {
  console.error(`CONTRACT_BASE names no commit: ${base}`);
  process.exit(1);
}
const committed = run('git', ['show', `${base}:${document}`]);
if (!committed.succeeded) {
  console.log(`${document} is new since ${base}: nothing can break`);
  process.exit(0);
}

const folder = mkdtempSync(path.join(tmpdir(), 'switchyard-contract-'));
try {
  const earlier = path.join(folder, 'openapi.json');
  writeFileSync(earlier, committed.output);
  const redocly = path.join(root, 'node_modules/.bin/redocly');
  const { succeeded } = run(redocly, ['diff', earlier, document, '--fail-on', 'major'], { stdio: 'inherit' });
  process.exitCode = succeeded ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
