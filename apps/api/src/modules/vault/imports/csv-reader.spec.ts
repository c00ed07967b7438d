import type { DomainError } from '@app/kernel';
import { CsvReader, delimiterOf, rowsOf, type CsvRow } from './csv-reader';

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(text: string, size = 1_000): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of rowsOf(inPieces(text, size))) rows.push(row);
  return rows;
}

describe('delimiterOf', () => {
  it.each([
    ['name,password\n', ','],
    ['name;a,b;c\n', ';'],
    ['name\tpassword\na,b,c,d', '\t'],
    ['"a;b;c;d",name', ','],
    ['\uFEFFname;password', ';'],
    ['name', ','],
  ])('of %j is %j', (head, delimiter) => {
    expect(delimiterOf(head)).toBe(delimiter);
  });
});

describe('rowsOf', () => {
  const TEXT = '\uFEFFname,note\r\n"a ""b""","two\r\nlines"\r\n\r\nc,"x,y"\r\nü,\n';
  const ROWS = [
    { line: 1, cells: ['name', 'note'] },
    { line: 2, cells: ['a "b"', 'two\r\nlines'] },
    { line: 5, cells: ['c', 'x,y'] },
    { line: 6, cells: ['ü', ''] },
  ];

  it('reads quotes, line breaks, blank lines and a byte order mark, and numbers rows by where they begin', async () => {
    expect(await read(TEXT)).toEqual(ROWS);
  });

  it.each([12, 17, 31])('reads the same from pieces of %i bytes', async (size) => {
    expect(await read(TEXT, size)).toEqual(ROWS);
  });

  it('reads a last row without a line break, and rows of any length', async () => {
    expect((await read('a,b\n1\n2,3,4')).map(({ cells }) => cells)).toEqual([['a', 'b'], ['1'], ['2', '3', '4']]);
  });

  it('reads rows of up to 500 cells, and passes over any number of empty lines', async () => {
    const rows = await read(`a\n${'\n'.repeat(1_200_000)}${','.repeat(499)}\n`, 262_144);
    expect(rows.map(({ line, cells }) => [line, cells.length])).toEqual([
      [1, 1],
      [1_200_002, 500],
    ]);
  });

  it('yields nothing for an empty file', async () => {
    expect(await read('')).toEqual([]);
  });
});

describe('CsvReader', () => {
  const problemOf = async (text: string) => {
    const reader = new CsvReader(Buffer.from(text));
    const failed = async () => {
      await reader.read(Buffer.from(text));
      await reader.end();
    };
    return failed().then(
      () => undefined,
      (error: unknown) => (error as DomainError).details.issues?.[0]?.message,
    );
  };

  it.each([
    ['a\n"secret"x\n', 'line 2 is not well-formed: a quotation mark is out of place'],
    ['a\nb"secret"\n', 'line 2 is not well-formed: a quotation mark is out of place'],
    ['a\n\n"secret', 'line 3 is not well-formed: a quotation mark is out of place'],
    [`a\n${'x'.repeat(1_100_000)}\n`, 'line 2 is not well-formed: its row is too long'],
    [`a\n${','.repeat(1_100_000)}`, 'line 2 is not well-formed: its row is too long'],
    [`a\n"b\n"\n${','.repeat(500)}\n"`, 'line 4 has too many cells'],
    [`${','.repeat(900_000)}\na`, 'line 1 has too many cells'],
  ])('says where a file is not well-formed, and nothing of what it says (%#)', async (text, message) => {
    expect(await problemOf(text)).toBe(message);
  });
});
