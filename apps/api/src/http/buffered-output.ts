import { type DestinationStream, pino } from 'pino';

const BUFFER_BYTES = 8_192;
const FLUSH_EVERY_MS = 200;

/**
 * The standard output, written in pieces of some kilobytes or five times a second: a write for each line costs as much
 * as many a request. Nothing is lost when the process ends by itself; a kill may take the lines of the last moment.
 */
export function bufferedOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, minLength: BUFFER_BYTES });
  setInterval(() => output.flush(), FLUSH_EVERY_MS).unref();
  process.once('exit', () => output.flushSync());
  return output;
}
