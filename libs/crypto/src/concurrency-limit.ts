/** Runs at most `running` tasks at once and lets at most `waiting` more queue, first come first served. */
export class ConcurrencyLimit {
  readonly #queue: (() => void)[] = [];
  #active = 0;

  constructor(
    private readonly running: number,
    private readonly waiting: number,
    private readonly refuse: () => Error,
  ) {}

  /** Whether whoever comes now is refused. */
  get isFull(): boolean {
    return this.#active >= this.running && this.#queue.length >= this.waiting;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#active < this.running) {
      this.#active += 1;
      return;
    }
    if (this.isFull) throw this.refuse();
    await new Promise<void>((admit) => this.#queue.push(admit));
  }

  #leave(): void {
    const next = this.#queue.shift();
    // The place passes straight to the next in line, so a newcomer cannot overtake it.
    if (next) next();
    else this.#active -= 1;
  }
}
