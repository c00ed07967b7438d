import type { Transactions } from '@app/database';
import { Periodic } from '@app/kernel';
import type { Actor } from '@app/kernel';
import type { JobEvents } from './job-events';
import type { JobRun } from './job-handlers';
import { JobInterruptedError } from './job.errors';
import type { Interruption } from './job.errors';
import type { JobProgress, JobRow } from './job-row';
import type { JobStore, Sign } from './job-store';
import type { JobTimings } from './jobs.options';

interface Surroundings {
  readonly store: JobStore;
  readonly transactions: Transactions;
  readonly events: JobEvents;
  readonly timings: JobTimings;
  readonly actorOf: (row: JobRow) => Promise<Actor>;
}

/** One run of a job: holds its claim by giving signs of life, and learns from their answers that it has to end. */
export class RunningJob implements JobRun<object, object> {
  readonly id: string;
  readonly input: object;
  readonly checkpoint: object | null;
  private readonly controller = new AbortController();
  private readonly heart: Periodic;
  private lastSign = performance.now();
  private lastReport = -Infinity;
  private unwritten?: JobProgress;

  constructor(
    readonly row: JobRow,
    readonly claim: string,
    readonly actor: Actor,
    private readonly surroundings: Surroundings,
  ) {
    this.id = row.id;
    this.input = row.input;
    this.checkpoint = row.checkpoint;
    this.heart = new Periodic(
      surroundings.timings.heartbeat,
      () => this.beat(),
      () => this.miss(),
    );
    this.heart.start();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Why the run has to end; undefined while it may go on. */
  get interruption(): Interruption | undefined {
    const reason: unknown = this.signal.reason;
    return reason instanceof JobInterruptedError ? reason.reason : undefined;
  }

  /** The last progress, when it came too soon after the one before to be written. */
  get unwrittenProgress(): JobProgress | undefined {
    return this.unwritten;
  }

  interrupt(reason: Interruption): void {
    this.controller.abort(new JobInterruptedError(reason));
  }

  /** A property, since handlers take it out of its object. */
  readonly report = async (progress: JobProgress, checkpoint?: object): Promise<void> => {
    this.signal.throwIfAborted();
    const { store, transactions, timings } = this.surroundings;
    if (!checkpoint && performance.now() - this.lastReport < timings.report) {
      this.unwritten = progress;
      return;
    }
    this.obey(await store.report(this.id, this.claim, progress, checkpoint));
    this.signal.throwIfAborted();
    this.lastReport = performance.now();
    this.unwritten = undefined;
    transactions.afterCommit(() => this.publish(progress));
  };

  readonly currentActor = (): Promise<Actor> => this.surroundings.actorOf(this.row);

  /** Ends the signs of life. */
  stop(): Promise<void> {
    return this.heart.stop();
  }

  private async beat(): Promise<void> {
    this.obey(await this.surroundings.store.heartbeat(this.id, this.claim));
  }

  /** A run that could not be heard for so long is taken for lost by the others. */
  private miss(): void {
    if (performance.now() - this.lastSign > this.surroundings.timings.lostAfter) this.interrupt('lost');
  }

  private obey(sign: Sign | undefined): void {
    if (!sign) this.interrupt('lost');
    else if (sign.cancelled) this.interrupt('cancelled');
    this.lastSign = performance.now();
  }

  private publish(progress: JobProgress): void {
    const { id, kind, created_by: createdBy } = this.row;
    this.surroundings.events.publish({ id, kind, state: 'running', progress, createdBy });
  }
}
