import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Figure } from '../figures';
import { median } from '../measure/statistics';
import type { ServerProcess } from '../processes/server-process';
import type { Bench } from '../setup/bench';
import type { Form } from '../setup/form';

const CHECKOUT = resolve(__dirname, '../../../..');
const SOURCES = ['apps', 'libs', 'openapi', 'package.json', '.swcrc'];

/** A checkout as `npm ci` leaves it: sources and packages, no build, no data. */
async function freshCheckout(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-start-'));
  for (const name of SOURCES) await cp(join(CHECKOUT, name), join(folder, name), { recursive: true });
  await symlink(join(CHECKOUT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const npmStart = (bench: Bench, folder: string): Promise<ServerProcess> =>
  bench.launch({
    command: 'npm',
    args: ['start'],
    cwd: folder,
    env: { HOST: '127.0.0.1', PORT: '0', DATA_DIR: join(folder, 'data') },
    log: join(folder, 'start.log'),
  });

async function timed(bench: Bench, folder: string): Promise<number> {
  const server = await npmStart(bench, folder);
  const { status } = await fetch(`${server.url}/health/ready`);
  await bench.stop(server);
  if (status !== 200) throw new Error(`/health/ready answered ${status} after the ready line`);
  return server.startMs / 1000;
}

/** `npm start`, the demo, from the command to the line that it is ready. */
export async function start(bench: Bench, { starts }: Form): Promise<Figure[]> {
  const first: number[] = [];
  const again: number[] = [];
  for (let count = 0; count < starts; count += 1) {
    const folder = await freshCheckout();
    first.push(await timed(bench, folder));
    again.push(await timed(bench, folder));
    await rm(folder, { recursive: true, force: true });
  }
  return [
    {
      what: 'npm start: first run, with build and new data directory',
      value: median(first),
      unit: 's',
      atMost: 8,
      speedOf: 'computing',
      never: 40,
    },
    {
      what: 'npm start: existing data directory',
      value: median(again),
      unit: 's',
      atMost: 3,
      speedOf: 'computing',
      never: 15,
    },
  ];
}
