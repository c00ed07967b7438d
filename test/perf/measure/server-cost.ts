import type { ServerProcess } from '../processes/server-process';
import { spentBetween, type Backends } from './backends';
import { flood } from './flood';
import type { BenchRequest } from './request';
import { median } from './statistics';

/** What one request costs. */
export interface Cost {
  /** User and system time of the server process, in ms. */
  readonly cpuMs: number;
  /** The same of PostgreSQL's processes. */
  readonly databaseMs: number;
  readonly perSecond: number;
}

async function measure(
  server: ServerProcess,
  backends: Backends,
  request: BenchRequest,
  amount: number,
): Promise<Cost> {
  const [cpu, database] = [await server.cpuMs(), await backends.times()];
  const { perSecond } = await flood(server.url, request, amount);
  return {
    cpuMs: ((await server.cpuMs()) - cpu) / amount,
    databaseMs: spentBetween(database, await backends.times()) / amount,
    perSecond,
  };
}

const medianOf = (costs: readonly Cost[]): Cost => ({
  cpuMs: median(costs.map(({ cpuMs }) => cpuMs)),
  databaseMs: median(costs.map(({ databaseMs }) => databaseMs)),
  perSecond: median(costs.map(({ perSecond }) => perSecond)),
});

export interface Rounds {
  readonly warmUp: number;
  readonly requests: number;
  readonly rounds: number;
}

/** The medians of runs that take turns, so that a change of the machine's mood meets every server alike. */
export async function compare(
  servers: readonly ServerProcess[],
  backends: Backends,
  request: BenchRequest,
  { warmUp, requests, rounds }: Rounds,
): Promise<Cost[]> {
  for (const server of servers) await flood(server.url, request, warmUp);
  const costs = servers.map((): Cost[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, server] of servers.entries()) {
      costs[index]?.push(await measure(server, backends, request, requests));
    }
  }
  return costs.map(medianOf);
}
