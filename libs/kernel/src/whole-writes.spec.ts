import { once } from 'node:events';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { writeWhole } from './whole-writes';

/** What a peer reads when the pieces are written at once. */
async function arrived(pieces: readonly (string | Buffer)[]): Promise<Buffer> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = writeWhole(new Socket());
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const [peer] = await accepted;
  let written = 0;
  socket.cork();
  for (const piece of pieces) socket.write(piece, () => (written += 1));
  socket.uncork();
  socket.end();
  const bytes = await buffer(peer);
  server.close();
  expect(written).toBe(pieces.length);
  return bytes;
}

const bytesOf = (pieces: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));

describe('writeWhole', () => {
  it('changes nothing of what arrives', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constant(''),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        expect(await arrived(pieces)).toEqual(bytesOf(pieces));
      }),
      { numRuns: 40 },
    );
  });

  it('leaves large pieces as they are', async () => {
    const pieces = ['head', Buffer.alloc(300_000, 'b'), 'tail'];
    expect((await arrived(pieces)).equals(bytesOf(pieces))).toBe(true);
  });

  it('hands small pieces over as one', () => {
    const socket = writeWhole(new Socket());
    const write = jest.spyOn(socket, '_write').mockImplementation((_chunk, _encoding, done) => done());
    socket.cork();
    socket.write(Buffer.from('one '));
    socket.write('twö', 'utf8');
    socket.write('');
    socket.uncork();
    expect(write.mock.calls.map(([chunk]) => String(chunk))).toEqual(['one twö']);
    socket.destroy();
  });

  it('fails as the socket does', async () => {
    const socket = writeWhole(new Socket());
    socket.on('error', () => undefined);
    jest.spyOn(socket, '_write').mockImplementation((_chunk, _encoding, done) => done(new Error('gone')));
    socket.cork();
    socket.write('a');
    const failure = new Promise((resolve) => socket.write('b', resolve));
    socket.uncork();
    expect(await failure).toEqual(new Error('gone'));
  });
});
