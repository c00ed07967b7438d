import { readFile } from 'node:fs/promises';

/** Linux counts process times in hundredths of a second, whatever the kernel's own clock. */
const MS_PER_TICK = 10;

/**
 * User and system time of a process and all its threads since it started, in ms.
 * @throws where there is no `/proc`: server CPU is measured on Linux only
 */
export async function cpuMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold blanks; what follows starts with field 3 of proc(5): utime is 14, stime 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** Resident memory in MB (10^6 bytes). */
export async function residentMbOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return (Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024) / 1e6;
}
