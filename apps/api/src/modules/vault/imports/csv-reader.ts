import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, Parser } from 'csv-parse';
import { CommonError } from '@app/kernel';

/** A row of a file, and the line where it begins. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const DELIMITERS = [',', ';', '\t'] as const;
const QUOTED = /"(?:[^"]|"")*"?/g;
/** Parsed without a pause: a few milliseconds' worth. */
const STRETCH_BYTES = 32 * 1024;
/** No credential is this long, and a quote that is never closed does not swallow a whole file. */
const MAX_RECORD_CHARACTERS = 1_048_576;
/** The parser counts no delimiters: a row of nothing but them would know no end. */
const MAX_RECORD_BYTES = MAX_RECORD_CHARACTERS;
/** No type has so many fields, and an empty cell takes a byte in the file but many in memory. */
const MAX_CELLS = 500;

/** Whichever of comma, semicolon and tab the first line has most of, outside of quotes. */
export function delimiterOf(head: string): string {
  const [line = ''] = head
    .replace(/^\uFEFF/, '')
    .replace(QUOTED, '')
    .split(/\r\n|\r|\n/, 1);
  const count = (delimiter: string) => line.split(delimiter).length;
  return DELIMITERS.reduce<string>((best, next) => (count(next) > count(best) ? next : best), ',');
}

const breaksIn = (cells: readonly string[], pattern: RegExp): number =>
  cells.reduce((sum, cell) => sum + (cell.match(pattern)?.length ?? 0), 0);

/** Rows by RFC 4180 from pieces of a file, the header among them; empty lines are passed over. */
export class CsvReader {
  private readonly parser: Parser;
  private rows: CsvRow[] = [];
  private failure?: Error;
  /** The parser takes each CRLF inside of quotes for two lines. */
  private surplus = 0;
  private ended = 0;
  /** At most so much was read of the row that has not ended yet. */
  private pendingBytes = 0;

  /** @param head the beginning of the file, to tell its delimiter */
  constructor(head: Buffer) {
    this.parser = new Parser({
      bom: true,
      delimiter: delimiterOf(head.toString('utf8')),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      on_record: (cells: string[], { lines }) => {
        this.surplus += breaksIn(cells, /\r\n/g);
        this.take({ line: lines - this.surplus - breaksIn(cells, /\r\n|\r|\n/g), cells });
        return null;
      },
    });
    this.parser.on('error', (error) => (this.failure ??= error));
    this.parser.resume();
  }

  /** The rows that end in this piece. @throws 400 naming the line where the file is not well-formed */
  async read(piece: Buffer): Promise<readonly CsvRow[]> {
    for (let from = 0; from < piece.length && !this.failure; from += STRETCH_BYTES) {
      const stretch = piece.subarray(from, from + STRETCH_BYTES);
      await new Promise<void>((resolve) => this.parser.write(stretch, () => resolve()));
      this.limit(stretch.length);
      await nextTurn();
    }
    return this.taken();
  }

  /** The last row, when no line break follows it. @throws as {@link read} */
  async end(): Promise<readonly CsvRow[]> {
    if (!this.failure) await new Promise<void>((resolve) => this.parser.once('close', resolve).end());
    return this.taken();
  }

  private take(row: CsvRow): void {
    if (row.cells.length > MAX_CELLS) this.failure ??= issueAt(row.line, 'has too many cells');
    if (!this.failure) this.rows.push(row);
  }

  private limit(bytes: number): void {
    const { records, empty_lines: emptyLines, lines } = this.parser.info;
    const ended = records + emptyLines;
    this.pendingBytes = ended > this.ended ? bytes : this.pendingBytes + bytes;
    this.ended = ended;
    if (this.pendingBytes > MAX_RECORD_BYTES) this.failure ??= issueAt(lines, TOO_LONG);
  }

  private taken(): readonly CsvRow[] {
    if (this.failure) throw malformed(this.failure);
    const { rows } = this;
    this.rows = [];
    return rows;
  }
}

const TOO_LONG = 'is not well-formed: its row is too long';
const MISQUOTED = 'is not well-formed: a quotation mark is out of place';

const issueAt = (line: number, message: string): Error =>
  CommonError.validation({ issues: [{ path: ['body', line], message: `line ${line} ${message}` }] });

/** The parser's own message quotes the file. */
function malformed(error: Error): Error {
  if (!(error instanceof CsvError)) return error;
  return issueAt(Number(error.lines), error.code === 'CSV_MAX_RECORD_SIZE' ? TOO_LONG : MISQUOTED);
}

/** All rows of a file that was found to be well-formed before. */
export async function* rowsOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<CsvRow> {
  let reader: CsvReader | undefined;
  for await (const piece of pieces) {
    reader ??= new CsvReader(piece);
    yield* await reader.read(piece);
  }
  if (reader) yield* await reader.end();
}
