import { setTimeout as delay } from 'node:timers/promises';

/** How calls wait. Tests bring one that lets no time pass. */
export interface Time {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Fires when an exchange has taken too long. */
  timeout(ms: number): AbortSignal;
}

export const realTime: Time = {
  now: () => performance.now(),
  wait: (ms, signal) => delay(ms, undefined, { signal }),
  timeout: (ms) => AbortSignal.timeout(ms),
};
