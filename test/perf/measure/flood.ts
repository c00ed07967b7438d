import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BenchRequest } from './request';

/** What is read of autocannon's report. */
interface Report {
  readonly requests: { readonly average: number };
  readonly latency: { readonly p99: number };
  readonly errors: number;
  readonly timeouts: number;
  readonly non2xx: number;
  readonly '2xx': number;
}

const KEEP_ALIVE_CONNECTIONS = 8;

const run = promisify(execFile);
const autocannon = require.resolve('autocannon/autocannon.js');

export interface Flood {
  readonly perSecond: number;
  /** In ms, to the millisecond. */
  readonly p99: number;
}

/**
 * Sends a request `amount` times over a few keep-alive connections, from a process of its own.
 * @throws when an answer is not 2xx
 */
export async function flood(
  url: string,
  { path, headers }: BenchRequest,
  amount: number,
  connections = KEEP_ALIVE_CONNECTIONS,
): Promise<Flood> {
  const { stdout } = await run(process.execPath, [
    autocannon,
    ...['--json', '--no-progress', '--connections', String(connections), '--amount', String(amount)],
    ...Object.entries(headers).flatMap(([name, value]) => ['--headers', `${name}=${value}`]),
    url + path,
  ]);
  const report = JSON.parse(stdout) as Report;
  if (report['2xx'] !== amount) {
    const { errors, timeouts, non2xx } = report;
    throw new Error(`${path}: ${amount} requests, ${non2xx} refused, ${errors} failed, ${timeouts} timed out`);
  }
  return { perSecond: report.requests.average, p99: report.latency.p99 };
}
