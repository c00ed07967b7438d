import { readFile } from 'node:fs/promises';

const STATE_FIELD = 0;
const START_TIME_FIELD = 19;

/** The fields of /proc/<pid>/stat after the command name, which may itself hold spaces and brackets. */
async function statFields(pid: number): Promise<string[] | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/**
 * Names a running process so that a later one with the same number is not taken for it; undefined when it is gone or
 * only waits to be reaped.
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  const fields = await statFields(pid);
  if (!fields || fields[STATE_FIELD] === 'Z' || fields[STATE_FIELD] === 'X') return undefined;
  return `${pid}:${fields[START_TIME_FIELD] ?? ''}`;
}

/** Whether a text written by {@link processIdentity} names a process that still runs. */
export async function isRunning(identity: string): Promise<boolean> {
  return (await processIdentity(Number.parseInt(identity, 10))) === identity;
}
