import type { CsvRow } from './csv-reader';
import { inBatches } from './row-batches';

async function sizesOf(count: number, cell: string): Promise<number[]> {
  async function* rows(): AsyncGenerator<CsvRow> {
    for (let line = 1; line <= count; line += 1) yield { line, cells: [cell, cell] };
  }
  const sizes: number[] = [];
  for await (const batch of inBatches(rows())) sizes.push(batch.length);
  return sizes;
}

it('ends a batch after so many rows', async () => {
  expect(await sizesOf(1_100, 'x')).toEqual([500, 500, 100]);
  expect(await sizesOf(500, 'x')).toEqual([500]);
  expect(await sizesOf(0, 'x')).toEqual([]);
});

it('ends a batch after so many characters', async () => {
  expect(await sizesOf(10, 'x'.repeat(524_288))).toEqual([4, 4, 2]);
});
