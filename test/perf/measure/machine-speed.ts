import { PasswordHasher } from '@app/crypto';
import { withToken } from './request';
import { compare } from './server-cost';
import { median } from './statistics';
import type { Bench } from '../setup/bench';
import type { Form } from '../setup/form';
import { signIn } from '../setup/sign-in';

/**
 * The goals in milliseconds were set on a machine on which the floor's list of users cost 0.20 ms of CPU and a password
 * 11.7 ms. How many times as long this machine takes tells what a figure of it means there.
 */
export interface MachineSpeed {
  /** Of a request: bare node:http and pg, so mostly system calls and small objects. */
  readonly request: number;
  /** Of plain computing and memory: argon2id with 19 MiB and 2 passes. */
  readonly computing: number;
}

const REFERENCE_MS = { request: 0.2, computing: 11.7 };

export const USER_LIST = '/v1/user/users?search=son&sort=name&page=2&rpp=30';
const PASSWORDS = 20;

async function passwordMs(): Promise<number> {
  const hasher = new PasswordHasher();
  const times: number[] = [];
  for (let count = 0; count < PASSWORDS; count += 1) {
    const startedAt = performance.now();
    await hasher.hash('correct horse battery staple');
    times.push(performance.now() - startedAt);
  }
  await hasher.onApplicationShutdown();
  return median(times);
}

async function floorMs(bench: Bench, { compared }: Form): Promise<number> {
  const product = await bench.startProduct();
  const token = await signIn(product.url);
  await bench.stop(product);
  const floor = await bench.startFloor();
  const [cost] = await compare([floor], bench.backends, withToken(USER_LIST, token), compared);
  await bench.stop(floor);
  return cost?.cpuMs ?? NaN;
}

export const machineSpeed = async (bench: Bench, form: Form): Promise<MachineSpeed> => ({
  request: (await floorMs(bench, form)) / REFERENCE_MS.request,
  computing: (await passwordMs()) / REFERENCE_MS.computing,
});
