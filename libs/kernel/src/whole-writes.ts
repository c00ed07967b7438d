import type { Socket } from 'node:net';

/** Beyond it, copying costs more than it spares. */
const MAX_BYTES = 65_536;

/**
 * Lets the socket hand over in one buffer what was written to it piecemeal: a statement's messages, an answer's head
 * and its (empty) end. Vectored writes cost several times as much as plain ones of the same few bytes, which was a
 * seventh of a read request's time.
 */
export function writeWhole(socket: Socket): Socket {
  const vectored = socket._writev?.bind(socket);
  socket._writev = (chunks, done) => {
    const filled = chunks.filter(({ chunk }: { chunk: Buffer | string }) => chunk.length > 0);
    const [first] = filled;
    if (first && filled.length === 1) {
      socket._write(first.chunk, first.encoding, done);
      return;
    }
    const bytes = filled.reduce((sum, { chunk }: { chunk: Buffer | string }) => sum + chunk.length, 0);
    if (vectored && bytes > MAX_BYTES) {
      vectored(chunks, done);
      return;
    }
    const buffers = filled.map(({ chunk, encoding }: { chunk: Buffer | string; encoding: BufferEncoding }) =>
      typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk,
    );
    socket._write(Buffer.concat(buffers), 'buffer' as BufferEncoding, done);
  };
  return socket;
}
