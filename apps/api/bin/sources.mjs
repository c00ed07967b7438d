/** What is compiled to dist/, and which of it has changed since the last build. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const output = path.join(root, 'dist');
const manifestFile = path.join(output, '.build.json');

const isTypeScript = (file) => file.endsWith('.ts');
const isBuilt = (file) => !/\.(spec|d)\.ts$|(^|\/)\.[^/]*$/.test(file);

/** Path below dist/ that a source file is built to: compiled for TypeScript, copied for everything else. */
export const targetOf = (file) => (isTypeScript(file) ? file.replace(/\.ts$/, '.js') : file);

async function filesBelow(folder) {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
  const nested = entries.map((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(name) : isBuilt(name) ? [name] : [];
  });
  return (await Promise.all(nested)).flat();
}

async function sourceFolders(withTests) {
  const parents = await Promise.all(
    ['apps', 'libs'].map(async (parent) =>
      (await readdir(path.join(root, parent))).map((name) => `${parent}/${name}/src`),
    ),
  );
  return withTests ? [...parents.flat(), 'test'] : parents.flat();
}

/** A compiler upgrade or another setting invalidates everything that was built before. */
function settingsKey() {
  const hash = createHash('sha256').update(readFileSync(path.join(root, '.swcrc')));
  return hash.update(readFileSync(path.join(root, 'node_modules/@swc/core/package.json'))).digest('hex');
}

function readManifest(settings) {
  if (!existsSync(manifestFile)) return {};
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  return manifest.settings === settings ? manifest.files : {};
}

/**
 * Compares the sources with the last build.
 * @returns `changed`: sources to build; `removed`: sources whose output must go; `files`: the state to record afterwards.
 */
export async function compareWithBuild({ withTests = false } = {}) {
  const settings = settingsKey();
  const built = readManifest(settings);
  const sources = (await Promise.all((await sourceFolders(withTests)).map(filesBelow))).flat();
  const states = await Promise.all(
    sources.map(async (file) => {
      const { mtimeMs, size } = await stat(path.join(root, file));
      return [file, `${mtimeMs}:${size}`];
    }),
  );
  const removed = Object.keys(built).filter((file) => !existsSync(path.join(root, file)));
  const kept = Object.entries(built).filter(([file]) => !removed.includes(file));
  return {
    manifestFile,
    settings,
    changed: states.filter(([file, state]) => built[file] !== state).map(([file]) => file),
    removed,
    files: Object.fromEntries([...kept, ...states]),
  };
}
