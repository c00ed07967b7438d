/** Lets so many tasks run at once and so many more wait, first come first served; who gives up waiting leaves the line. */
export class ConcurrencyLimit {
  readonly #line: (() => void)[] = [];
  #running = 0;

  /** @param refuse makes what is thrown to who comes when the line is full */
  constructor(
    private readonly places: number,
    private readonly longestLine: number,
    private readonly refuse: () => Error,
  ) {}

  /** Whether whoever comes now is refused. */
  get isFull(): boolean {
    return this.#running >= this.places && this.#line.length >= this.longestLine;
  }

  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#running < this.places) {
      this.#running += 1;
      return;
    }
    if (this.isFull) throw this.refuse();
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.#line.splice(this.#line.indexOf(admit), 1);
        reject(signal?.reason as Error);
      };
      const admit = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      this.#line.push(admit);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  #leave(): void {
    const next = this.#line.shift();
    // The place passes straight to the next in line, so a newcomer cannot overtake it.
    if (next) next();
    else this.#running -= 1;
  }
}
