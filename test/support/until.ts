import { setTimeout as delay } from 'node:timers/promises';

const STEP_MS = 10;

export interface Patience {
  /** What is waited for, as the error names it. */
  readonly what?: string;
  /** How long to wait at most; 15 seconds when left out. */
  readonly deadlineMs?: number;
}

/** The first truthy value of `condition`, asked again and again. @throws after the deadline */
export async function until<T>(
  condition: () => T | Promise<T>,
  { what = 'the condition', deadlineMs = 15_000 }: Patience = {},
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const value = await condition();
    if (value) return value as Exclude<T, false | null | undefined>;
    if (Date.now() > deadline) throw new Error(`Waited ${deadlineMs} ms in vain for ${what}`);
    await delay(STEP_MS);
  }
}
