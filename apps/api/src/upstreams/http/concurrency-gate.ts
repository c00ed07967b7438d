import type { UpstreamErrors } from './upstream-errors';

/** Lets so many tasks run at once and so many more wait, first come first served; who gives up waiting leaves the line. */
export class ConcurrencyGate {
  private readonly line: (() => void)[] = [];
  private running = 0;

  constructor(
    private readonly places: number,
    private readonly longestLine: number,
    private readonly errors: UpstreamErrors,
  ) {}

  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.enter(signal);
    try {
      return await task();
    } finally {
      const next = this.line.shift();
      // The place passes straight to the next in line, so a newcomer cannot overtake it.
      if (next) next();
      else this.running -= 1;
    }
  }

  private async enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.running < this.places) {
      this.running += 1;
      return;
    }
    if (this.line.length >= this.longestLine) throw this.errors.busy();
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.line.splice(this.line.indexOf(admit), 1);
        reject(signal?.reason as Error);
      };
      const admit = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      this.line.push(admit);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
