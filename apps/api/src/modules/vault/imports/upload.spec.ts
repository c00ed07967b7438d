import { receive } from './upload';

async function* arriving(...parts: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}

it('keeps pieces of one size, in order, and counts the rows', async () => {
  const line = `${'x'.repeat(99_990)},ü\n`;
  const text = `a,b\n${line.repeat(8)}`;
  const bytes = Buffer.from(text);
  const kept: Buffer[] = [];
  const parts = Array.from({ length: Math.ceil(bytes.length / 65_537) }, (_, index) =>
    bytes.subarray(index * 65_537, (index + 1) * 65_537),
  );
  const upload = await receive(arriving(...parts), async (piece, position) => {
    expect(position).toBe(kept.push(piece) - 1);
  });
  expect(upload).toEqual({ header: { line: 1, cells: ['a', 'b'] }, rows: 8 });
  expect(Buffer.concat(kept).equals(bytes)).toBe(true);
  expect(new Set(kept.slice(0, -1).map(({ length }) => length))).toEqual(new Set([262_144]));
});

it.each([
  ['is empty', [], 'the file is empty'],
  ['is not UTF-8', ['a\n', Buffer.from([0xff])], 'the file must be UTF-8'],
  ['ends within a character', ['a\n', Buffer.from([0xc3])], 'the file must be UTF-8'],
])('refuses a file that %s', async (_, parts, message) => {
  await expect(receive(arriving(...parts), async () => {})).rejects.toMatchObject({
    details: { issues: [{ message }] },
  });
});

it('takes no part of a file for the whole', async () => {
  async function* cut(): AsyncGenerator<Buffer> {
    yield Buffer.from('a,b\n1,2\n');
    throw new Error('aborted');
  }
  await expect(receive(cut(), async () => {})).rejects.toMatchObject({
    status: 400,
    details: { issues: [{ message: 'the file did not arrive whole' }] },
  });
});
