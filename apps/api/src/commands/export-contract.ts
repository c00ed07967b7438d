/** Writes openapi/openapi.json: the document of everything served, generated from the code. */
import { writeFileSync } from 'node:fs';
import { previewContract } from './preview-contract';

async function main(): Promise<void> {
  const { all } = await previewContract();
  writeFileSync('openapi/openapi.json', `${JSON.stringify(all, null, 2)}\n`);
  process.stdout.write(`openapi/openapi.json: ${Object.keys(all.paths).length} paths\n`);
}

void main();
