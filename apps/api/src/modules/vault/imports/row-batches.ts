import type { CsvRow } from './csv-reader';

const MAX_ROWS = 500;
/** A batch is held in memory together with the credentials that are made of it. */
const MAX_CHARACTERS = 4 * 1024 * 1024;

const charactersOf = ({ cells }: CsvRow): number => cells.reduce((sum, cell) => sum + cell.length, 0);

/** Rows in groups that are bounded by their number and by their length. */
export async function* inBatches(rows: AsyncIterable<CsvRow>): AsyncGenerator<readonly CsvRow[]> {
  let batch: CsvRow[] = [];
  let characters = 0;
  for await (const row of rows) {
    batch.push(row);
    characters += charactersOf(row);
    if (batch.length < MAX_ROWS && characters < MAX_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}
