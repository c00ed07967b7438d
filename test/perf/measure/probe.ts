import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Timed } from './pace';
import type { BenchRequest } from './request';

export interface Probe {
  readonly url: string;
  readonly request: BenchRequest;
  /** Requests per second. */
  readonly rate: number;
  readonly seconds: number;
}

const SCRIPT = join(__dirname, 'pace-process.js');
const MAX_OUTPUT = 64 * 1024 * 1024;

const run = promisify(execFile);

/** `pace` from a process of its own, so that what this one is busy with does not count as the server's delay. */
export async function probe(what: Probe): Promise<Timed[]> {
  const { stdout } = await run(process.execPath, [SCRIPT, JSON.stringify(what)], { maxBuffer: MAX_OUTPUT });
  return JSON.parse(stdout) as Timed[];
}
