import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle, type Bundle } from './bundle';

interface Entry {
  readonly stamps: Readonly<Record<string, string>>;
  readonly bundle: Bundle;
}

const folder = path.join(tmpdir(), `switchyard-contracts-${String(process.getuid?.())}`);
const bundler = path.join(__dirname, 'bundle.ts');

const stampOf = (file: string): string => {
  const { mtimeMs, size } = statSync(file);
  return `${String(mtimeMs)} ${String(size)}`;
};

const isFresh = ({ stamps }: Entry): boolean => {
  try {
    return Object.entries(stamps).every(([file, stamp]) => stampOf(file) === stamp);
  } catch {
    return false;
  }
};

function read(file: string): Entry | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Entry;
  } catch {
    return undefined;
  }
}

/** The bundle of a root document, parsed again only when one of its files changed. Workers share the result. */
export function cachedBundle(root: string): Bundle {
  const key = createHash('sha256')
    .update(`${root} ${stampOf(bundler)}`)
    .digest('hex');
  const file = path.join(folder, `${key}.json`);
  const cached = read(file);
  if (cached && isFresh(cached)) return cached.bundle;
  const { bundle: made, files } = bundle(root);
  const entry: Entry = { stamps: Object.fromEntries(files.map((name) => [name, stampOf(name)])), bundle: made };
  mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.${String(process.pid)}`;
  writeFileSync(unfinished, JSON.stringify(entry));
  renameSync(unfinished, file);
  return made;
}
