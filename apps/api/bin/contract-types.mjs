/**
 * Writes openapi/types/<name>.d.ts for every written contract openapi/<name>.yaml.
 * With --check nothing is written: the command fails when a committed file is out of date.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTypes, { astToString } from 'openapi-typescript';
import { root } from './sources.mjs';

const contracts = path.join(root, 'openapi');
const types = path.join(contracts, 'types');
const check = process.argv.includes('--check');

const notice = '/** Generated from the contract by `npm run contract:types`. Do not edit. */\n\n';
const options = { rootTypes: true, rootTypesNoSchemaPrefix: true, rootTypesKeepCasing: true, silent: true };

async function generate(document) {
  const tree = await openapiTypes(pathToFileURL(path.join(contracts, document)), options);
  return [document.replace(/\.yaml$/, '.d.ts'), notice + astToString(tree)];
}

const documents = (await readdir(contracts)).filter(
  (name) => /^[a-z][a-z.]*\.yaml$/.test(name) && name !== 'redocly.yaml',
);
const wanted = new Map();
for (const document of documents) wanted.set(...(await generate(document)));

const present = await readdir(types).catch(() => []);
const stale = present.filter((name) => !wanted.has(name));
for (const [name, text] of wanted) {
  const current = await readFile(path.join(types, name), 'utf8').catch(() => '');
  if (current !== text) stale.push(name);
}

if (!check) {
  await mkdir(types, { recursive: true });
  for (const name of stale) {
    if (wanted.has(name)) await writeFile(path.join(types, name), wanted.get(name));
    else await rm(path.join(types, name));
  }
  console.log(`Contract types: ${stale.length} of ${wanted.size} files written`);
} else if (stale.length > 0) {
  console.error(`Out of date, run "npm run contract:types": ${stale.join(', ')}`);
  process.exitCode = 1;
}
