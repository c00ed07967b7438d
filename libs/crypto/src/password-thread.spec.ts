import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../../test/support/until';
import { PasswordThread } from './password-thread';

const COST = { memoryCost: 19456, timeCost: 2, parallelism: 1 };

/** Niceness of each thread of this process: the 19th field of its state, the 17th behind the name. */
const niceness = (): number[] =>
  readdirSync('/proc/self/task').map((thread) => {
    const state = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    return Number(state.slice(state.lastIndexOf(')') + 2).split(' ')[16]);
  });

describe('PasswordThread', () => {
  const thread = new PasswordThread();
  afterAll(() => thread.stop());

  const hash = () => thread.run<string>({ password: 'x', cost: COST });

  it('runs behind the threads that answer requests', async () => {
    await hash();
    const lowered = niceness().filter((value) => value === 10);
    expect(lowered).toHaveLength(1);
  });

  it('fails the task of a thread that ends, and begins another one with the next', async () => {
    await hash();
    const interrupted = hash();
    await thread.stop();
    await expect(interrupted).rejects.toMatchObject({ code: 'crypto.interrupted', status: 503 });
    expect(await hash()).toMatch(/^\$argon2id\$/);
  });

  it('leaves no listener behind', async () => {
    const warnings: Error[] = [];
    const warn = (warning: Error) => void warnings.push(warning);
    process.on('warning', warn);
    for (let count = 0; count < 12; count += 1) await thread.run({ password: 'x', cost: { ...COST, memoryCost: 64 } });
    await until(() => true);
    process.off('warning', warn);
    expect(warnings).toEqual([]);
  });

  it('keeps no process alive', () => {
    const script = `
      const { Worker } = require('node:worker_threads');
      const worker = new Worker(${JSON.stringify(join(__dirname, 'password-worker.mjs'))});
      worker.once('message', () => worker.unref());
      worker.postMessage({ password: 'x', cost: { memoryCost: 64, timeCost: 1, parallelism: 1 } });`;
    expect(spawnSync(process.execPath, ['-e', script], { timeout: 20_000 }).status).toBe(0);
  });
});
