import { Readable } from 'node:stream';
import { boundedBody } from './body-stream.decorator';

const bodyOf = (parts: readonly string[], headers: Record<string, string> = {}) =>
  Object.assign(
    Readable.from(
      parts.map((part) => Buffer.from(part)),
      { objectMode: false },
    ),
    { headers },
  );

async function read(body: ReturnType<typeof bodyOf>, maxBytes: number): Promise<string> {
  let text = '';
  for await (const part of boundedBody(body, maxBytes)) text += part.toString();
  return text;
}

it('hands out the body as it arrives', async () => {
  expect(await read(bodyOf(['ab', 'cd']), 4)).toBe('abcd');
});

it('is too large when it says so, before anything is read', async () => {
  const body = bodyOf(['ab'], { 'content-length': '5' });
  await expect(read(body, 4)).rejects.toMatchObject({ status: 413 });
});

it('is too large once too much has arrived, and throws the rest away', async () => {
  const body = bodyOf(['abc', 'de', 'fg']);
  const ended = new Promise((resolve) => body.once('end', resolve));
  await expect(read(body, 4)).rejects.toMatchObject({ status: 413 });
  await ended;
});

it('throws the rest away when the reader has had enough', async () => {
  const body = bodyOf(['abc', 'de', 'fg']);
  const ended = new Promise((resolve) => body.once('end', resolve));
  for await (const part of boundedBody(body, 100)) {
    expect(part.toString()).toBe('abc');
    break;
  }
  await ended;
});
