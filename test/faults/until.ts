import { setTimeout as delay } from 'node:timers/promises';

const DEADLINE_MS = 15_000;
const STEP_MS = 20;

/** The first value of `probe` that is not undefined; throws when there is none within 15 seconds. */
export async function until<T>(what: string, probe: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  while (Date.now() < deadline) {
    const value = await probe();
    if (value !== undefined) return value;
    await delay(STEP_MS);
  }
  throw new Error(`Waited 15 s in vain for ${what}`);
}
