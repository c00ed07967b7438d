/**
 * Compiles apps/, libs/ (and test/ with --tests) to dist/ with swc, preserving the tree. Only what changed is built again.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { transform } from '@swc/core';
import { compareWithBuild, output, root, targetOf } from './sources.mjs';

const settings = JSON.parse(await readFile(path.join(root, '.swcrc'), 'utf8'));
delete settings.$schema;
// swc resolves wildcard aliases only against an absolute base.
const options = { ...settings, swcrc: false, cwd: root, jsc: { ...settings.jsc, baseUrl: root } };

/** Another process may be loading the same file: it sees the old content or the new one, never half of it. */
async function replaceFile(file, content) {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, file);
}

async function build(file) {
  const target = path.join(output, targetOf(file));
  await mkdir(path.dirname(target), { recursive: true });
  if (!file.endsWith('.ts')) return replaceFile(target, await readFile(path.join(root, file)));
  const source = await readFile(path.join(root, file), 'utf8');
  const { code, map } = await transform(source, { ...options, filename: path.join(root, file) });
  await replaceFile(`${target}.map`, map);
  await replaceFile(target, `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
}

async function remove(file) {
  const target = path.join(output, targetOf(file));
  await Promise.all([rm(target, { force: true }), rm(`${target}.map`, { force: true })]);
}

const startedAt = performance.now();
const {
  manifestFile,
  changed,
  removed,
  files,
  settings: key,
} = await compareWithBuild({
  withTests: process.argv.includes('--tests'),
});
await Promise.all([...changed.map(build), ...removed.map(remove)]);
await mkdir(output, { recursive: true });
await replaceFile(manifestFile, JSON.stringify({ settings: key, files }));
console.log(
  `Built ${changed.length} of ${Object.keys(files).length} files in ${Math.round(performance.now() - startedAt)} ms`,
);
