import { DomainError, invalidField } from '@app/kernel';
import { CsvReader, type CsvRow } from './csv-reader';

export const MAX_UPLOAD_BYTES = 32 * 1024 * 1024;
const PIECE_BYTES = 256 * 1024;

export interface Upload {
  readonly header: CsvRow;
  /** Below the header. */
  readonly rows: number;
}

/**
 * Reads a CSV file as it arrives, piece by piece, and finds out whether it can be read at all, before anything is made
 * of it.
 *
 * @param keep is given the pieces, one after the other
 * @throws 400 for a file that is empty, not UTF-8 or not well-formed
 */
export async function receive(
  arriving: AsyncIterable<Buffer>,
  keep: (piece: Buffer, position: number) => Promise<void>,
): Promise<Upload> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let reader: CsvReader | undefined;
  let header: CsvRow | undefined;
  let rows = 0;
  let position = 0;
  const count = (found: readonly CsvRow[]) => {
    header ??= found[0];
    rows += found.length;
  };
  for await (const piece of inPieces(whole(arriving))) {
    assertUtf8(() => decoder.decode(piece, { stream: true }));
    reader ??= new CsvReader(piece);
    count(await reader.read(piece));
    await keep(piece, position);
    position += 1;
  }
  assertUtf8(() => decoder.decode());
  count((await reader?.end()) ?? []);
  if (!header) throw invalidField(['body'], 'the file is empty');
  return { header, rows: rows - 1 };
}

function assertUtf8(decode: () => string): void {
  try {
    decode();
  } catch {
    throw invalidField(['body'], 'the file must be UTF-8');
  }
}

/** A client that goes away is no fault of the server. */
async function* whole(arriving: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* arriving;
  } catch (error) {
    throw error instanceof DomainError ? error : invalidField(['body'], 'the file did not arrive whole');
  }
}

/** Pieces of one size but for the last. */
async function* inPieces(arriving: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of arriving) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < PIECE_BYTES) continue;
    const joined = Buffer.concat(waiting);
    let from = 0;
    for (; joined.length - from >= PIECE_BYTES; from += PIECE_BYTES) yield joined.subarray(from, from + PIECE_BYTES);
    waiting = [joined.subarray(from)];
    size = joined.length - from;
  }
  if (size > 0) yield Buffer.concat(waiting);
}
