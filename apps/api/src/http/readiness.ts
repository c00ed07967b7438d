/** Whether this process should receive traffic: not before its checks pass, and never again once it drains. */
export class Readiness {
  private draining = false;
  private running: Promise<boolean> | null = null;

  /** @param checks reject when the process cannot serve (the database does not answer, a migration is missing) */
  constructor(
    private readonly checks: readonly (() => Promise<unknown>)[],
    private readonly timeoutMs = 2000,
  ) {}

  /** From now on not ready: the first step of a shutdown. */
  drain(): void {
    this.draining = true;
  }

  /** Runs the checks. Callers at the same time share one run, so that a public path cannot load the database. */
  async isReady(): Promise<boolean> {
    if (this.draining) return false;
    this.running ??= this.runChecks().finally(() => {
      this.running = null;
    });
    return (await this.running) && !this.draining;
  }

  private async runChecks(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), this.timeoutMs);
    });
    const outcome = Promise.all(this.checks.map((check) => check())).then(
      () => true,
      () => false,
    );
    try {
      return await Promise.race([outcome, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }
}
