import { fstatSync } from 'node:fs';

const STDIN = 0;

/**
 * Ends this process when the one that started it is gone, however it went: its IPC channel closes, or the pipe it holds
 * to our standard input. Started by hand from a terminal, there is nobody to wait for.
 */
export function exitWithParent(): void {
  if (process.channel) process.once('disconnect', () => process.exit(0));
  else if (isPipe(STDIN)) process.stdin.resume().once('end', () => process.exit(0));
  else return;
  // A terminal sends Ctrl-C to the whole group; the parent decides when we are no longer needed.
  process.on('SIGINT', () => undefined);
}

function isPipe(descriptor: number): boolean {
  const status = fstatSync(descriptor);
  return status.isFIFO() || status.isSocket();
}
