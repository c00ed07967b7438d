/** Compares the document generated from the code with the written contract, operation by operation, both ways. */
import { bundle, createConfig } from '@redocly/openapi-core';
import { surfaces } from '@app/contract';
import { compareContracts } from './compare-contracts';
import { previewContract } from './preview-contract';

type Document = Parameters<typeof compareContracts>[0];

async function written(surface: string): Promise<Document> {
  const config = await createConfig({});
  const { bundle: bundled } = await bundle({ ref: `openapi/${surface}.yaml`, config, dereference: false });
  return bundled.parsed as Document;
}

async function main(): Promise<void> {
  const { bySurface } = await previewContract();
  const differences: string[] = [];
  let operations = 0;
  for (const { name } of Object.values(surfaces)) {
    const result = compareContracts(await written(name), bySurface[name] as unknown as Document);
    operations += result.operations;
    differences.push(...result.differences.map((difference) => `${name}: ${difference}`));
  }
  for (const difference of differences) process.stderr.write(`${difference}\n`);
  process.stdout.write(`Contract: ${operations} operations compared, ${differences.length} differences\n`);
  process.exitCode = differences.length > 0 ? 1 : 0;
}

void main();
