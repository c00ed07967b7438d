import { Transactions, toDomainError } from '@app/database';
import { CommonError, DomainError, PermissionSet, newId } from '@app/kernel';
import type { Actor } from '@app/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { JobEvents } from './job-events';
import { JobHandlers } from './job-handlers';
import { JobPermissions } from './job-ports';
import { JobRecorder } from './job-recorder';
import type { JobRow } from './job-row';
import { JobStore } from './job-store';
import type { JobEnd } from './job-store';
import { JobUpkeep } from './job-upkeep';
import { JobsConfig } from './jobs.options';
import { RunningJob } from './running-job';

const GENERAL_FAILURE = 'The job failed because of a fault of the server. Its log says more under the id of the job.';
const MAX_SENTENCE = 500;

/** Runs jobs: claims them, hands them to their handlers, and writes how they ended. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger('Jobs');
  private readonly running = new Map<string, { job: RunningJob; ended: Promise<void> }>();
  private stopping = false;
  private abandon: () => void;
  /** Resolves when the process waits no longer for handlers that do not stop. */
  private readonly abandoned = new Promise<void>((resolve) => (this.abandon = resolve));

  constructor(
    private readonly config: JobsConfig,
    private readonly handlers: JobHandlers,
    private readonly store: JobStore,
    private readonly upkeep: JobUpkeep,
    private readonly recorder: JobRecorder,
    private readonly events: JobEvents,
    private readonly transactions: Transactions,
    private readonly moduleRef: ModuleRef,
  ) {}

  /** Runs a delivered job to its end, unless somebody else has taken it. */
  async run(id: string): Promise<void> {
    if (this.stopping) return;
    const claim = newId();
    const row = await this.store.claim(id, claim, this.handlers.kinds);
    if (!row) return;
    const ended = this.perform(row, claim).finally(() => this.running.delete(claim));
    await Promise.race([ended, this.abandoned]);
  }

  /** Tells the run of a job in this process, if there is one, that the job was cancelled. */
  cancel(id: string): void {
    for (const { job } of this.running.values()) if (job.id === id) job.interrupt('cancelled');
  }

  /** Claims nothing more, asks every handler to stop, and gives back the jobs of those that do not. */
  async stop(): Promise<void> {
    this.stopping = true;
    const runs = [...this.running.values()];
    for (const { job } of runs) job.interrupt('shutdown');
    await within(this.config.timings.stop, Promise.all(runs.map(({ ended }) => ended)));
    await Promise.all([...this.running.values()].map(({ job }) => this.giveBack(job, false)));
    this.abandon();
  }

  private async perform(row: JobRow, claim: string): Promise<void> {
    const actorOf = (of: JobRow) => this.actorOf(of);
    const { store, transactions, events } = this;
    const surroundings = { store, transactions, events, timings: this.config.timings, actorOf };
    const job = new RunningJob(row, claim, await actorOf(row), surroundings);
    const ended = this.handle(job);
    this.running.set(claim, { job, ended });
    if (this.stopping) job.interrupt('shutdown');
    await ended;
  }

  private async handle(job: RunningJob): Promise<void> {
    try {
      this.recorder.publish(job.row);
      const result = await this.handlers.of(job.row)(job);
      await this.end(job, { state: 'succeeded', result });
    } catch (error) {
      await this.conclude(job, error);
    } finally {
      await job.stop();
    }
  }

  /** What cannot be written down now is found by the sweep, as the signs of life end. */
  private async conclude(job: RunningJob, error: unknown): Promise<void> {
    try {
      if (job.interruption === 'lost') this.logger.warn(`${nameOf(job)} went on elsewhere`);
      else if (job.interruption === 'cancelled') await this.end(job, { state: 'cancelled' });
      else if (job.interruption === 'shutdown') await this.giveBack(job, false);
      else if (isUnavailable(error)) await this.giveBack(job, true);
      else await this.fail(job, error);
    } catch (trouble) {
      this.logger.error(`${nameOf(job)} could not be concluded: ${String(trouble)}`);
    }
  }

  private async fail(job: RunningJob, error: unknown): Promise<void> {
    const known = error instanceof DomainError ? error : undefined;
    if (!known) this.logger.error(`${nameOf(job)} failed`, error instanceof Error ? error.stack : String(error));
    await this.end(job, { state: 'failed', error: known ? sentenceOf(known) : GENERAL_FAILURE });
  }

  private async end(job: RunningJob, end: JobEnd): Promise<void> {
    await this.transactions.run(async () => {
      const row = await this.store.end(job.id, job.claim, end, job.unwrittenProgress);
      if (row) await this.recorder.ended(row);
      else this.logger.warn(`${nameOf(job)} ended after it was given to somebody else`);
    });
  }

  private async giveBack(job: RunningJob, loss: boolean): Promise<void> {
    await this.transactions.run(async () => {
      const row = await this.upkeep.release(job.id, job.claim, loss);
      if (row) await this.recorder.requeued(row);
    });
  }

  /** With the rights of now, not those of then; on the surface of the request, where no rule is waived. */
  private async actorOf({ id, origin, created_by: userId, created_by_login: login }: JobRow): Promise<Actor> {
    if (login === null) return { principal: null, origin };
    const permissions = userId === null ? PermissionSet.none : await this.permissions.of(userId);
    return { principal: { userId: userId ?? '', login, permissions, kind: 'session', tokenId: id }, origin };
  }

  private get permissions(): JobPermissions {
    return this.moduleRef.get(JobPermissions, { strict: false });
  }
}

const nameOf = ({ id, row }: RunningJob): string => `Job ${id} (${row.kind})`;

const UNAVAILABLE = CommonError.unavailable().code;
const isUnavailable = (error: unknown): boolean => toDomainError(error)?.code === UNAVAILABLE;

const sentenceOf = ({ message, details }: DomainError): string =>
  [message, ...(details.issues ?? []).map((issue) => issue.message)].join(': ').slice(0, MAX_SENTENCE);

async function within(deadlineMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => (timer = setTimeout(resolve, deadlineMs)));
  await Promise.race([work, deadline]);
  clearTimeout(timer);
}
