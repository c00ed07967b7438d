import type { Actor } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { AnyJobDefinition, JobDefinition } from './job-definition';
import type { JobProgress } from './job-row';

/** What a handler is given. */
export interface JobRun<Input extends object, Checkpoint extends object> {
  readonly id: string;
  readonly input: Input;
  /** Where the run before this one got to; null on a first run. */
  readonly checkpoint: Checkpoint | null;
  /** Whoever started the job, with what that user might do when this run began; the system for a schedule. */
  readonly actor: Actor;
  /**
   * The same with what that user may do now. A handler that works for longer than a moment asks anew before each part of
   * its work. Inside `Transactions.run` the answer is that of the transaction. A property, as `report` is.
   */
  readonly currentActor: () => Promise<Actor>;
  /** Aborted when the run has to end: the job was cancelled, given to somebody else, or the process stops. */
  readonly signal: AbortSignal;
  /**
   * Writes progress, and with a checkpoint where to go on from. Without one it writes at most once a second. Called
   * inside `Transactions.run`, the checkpoint commits together with the work that it stands for, and only while this run
   * holds the job.
   * @throws JobInterruptedError when the run has to end; the handler lets it pass
   */
  readonly report: (progress: JobProgress, checkpoint?: Checkpoint) => Promise<void>;
}

/**
 * Does the work of a job, from its checkpoint on: it is run again after a crash. A `DomainError` fails the job with its
 * message, anything else with a general sentence.
 */
export type JobHandler<Input extends object, Checkpoint extends object, Result extends object> = (
  run: JobRun<Input, Checkpoint>,
) => Promise<Result>;

export type AnyJobHandler = JobHandler<object, object, object>;

/** Who does which kind of job. Features register in `onModuleInit`. */
@Injectable()
export class JobHandlers {
  private readonly byKind = new Map<string, AnyJobHandler>();

  register<Input extends object, Checkpoint extends object, Result extends object>(
    { kind }: JobDefinition<Input, Checkpoint, Result>,
    handler: JobHandler<Input, Checkpoint, Result>,
  ): void {
    if (this.byKind.has(kind)) throw new Error(`Jobs of the kind ${kind} have a handler already`);
    this.byKind.set(kind, handler as unknown as AnyJobHandler);
  }

  get kinds(): string[] {
    return [...this.byKind.keys()];
  }

  of({ kind }: AnyJobDefinition): AnyJobHandler {
    const handler = this.byKind.get(kind);
    if (!handler) throw new Error(`Nobody does jobs of the kind ${kind}`);
    return handler;
  }
}
