/** Work done again and again, one round at a time: a round that comes due while another runs is left out. */
export class Periodic {
  private timer?: NodeJS.Timeout;
  private running: Promise<void> | null = null;

  /** @param onFailure hears of rounds that failed; the next one comes all the same */
  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Begins with the first round after `everyMs`. Keeps no process alive. */
  start(): void {
    this.timer ??= setInterval(() => this.runNow(), this.everyMs).unref();
  }

  /** A round out of turn, unless one is running. */
  runNow(): void {
    this.running ??= this.round();
  }

  /** Resolves when the last round is over. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async round(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      this.onFailure(error);
    } finally {
      this.running = null;
    }
  }
}
