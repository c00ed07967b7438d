import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { defineJob, JobHandlers, JobSchedules, type JobRun } from '@app/jobs';
import { CommonError, DomainError } from '@app/kernel';
import { AppConfig } from '../../../../config';
import { ProcessRateBudget, realTime } from '../../../../upstreams/http';
import { UnifiController } from '../controller';
import { UnifiSiteError } from '../site.errors';
import { SitesService, type UnifiSite } from '../sites';
import { MINUTE_MS } from './interval';
import { SnapshotTaker } from './snapshot-taker';

interface SiteProblem {
  /** The id of the site here. */
  readonly siteId: string;
  readonly message: string;
}

interface RoundResult {
  /** How many sites were looked at, with and without success. */
  readonly sites: number;
  readonly failed: number;
  /** Changes of states that were told. */
  readonly changes: number;
  /** The first few. */
  readonly problems: readonly SiteProblem[];
}

interface RoundCheckpoint extends RoundResult {
  /** The id of the last site that is done. */
  readonly after: string;
}

export const takeSnapshots = defineJob<Record<string, never>, RoundCheckpoint, RoundResult>('unifi.snapshot');

type Outcome = { readonly changes: number } | { readonly problem: SiteProblem };

const SITES_PER_CHECKPOINT = 20;
/** Each makes two calls at once, and people need some of the few connections to a controller, too. */
const SITES_AT_ONCE = 2;
/** Half of what the client allows itself in calls. */
const PACE = { perMinute: 750, burst: 20 };
const MOST_PROBLEMS = 20;

const START: RoundCheckpoint = { after: '', sites: 0, failed: 0, changes: 0, problems: [] };
const DATABASE_AWAY = CommonError.unavailable().code;

/** Takes a snapshot of every site, again and again. A site that fails is told of, and the others go on. */
@Injectable()
export class SnapshotRound implements OnModuleInit {
  private readonly logger = new Logger('UniFi');
  private readonly budget = new ProcessRateBudget(realTime, PACE);

  constructor(
    private readonly handlers: JobHandlers,
    private readonly schedules: JobSchedules,
    private readonly sites: SitesService,
    private readonly taker: SnapshotTaker,
    private readonly controller: UnifiController,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.handlers.register(takeSnapshots, (run) => this.run(run));
    const { snapshotMinutes } = this.config.unifiRounds;
    if (snapshotMinutes > 0 && this.controller.configured) {
      this.schedules.every(takeSnapshots, snapshotMinutes * MINUTE_MS, {});
    }
  }

  /** @throws the first problem when not one site could be looked at */
  private async run({ checkpoint, report, signal }: JobRun<object, RoundCheckpoint>): Promise<RoundResult> {
    const total = await this.sites.count();
    let place = checkpoint ?? START;
    for (;;) {
      const sites = await this.sites.next(place.after, SITES_PER_CHECKPOINT);
      const last = sites.at(-1);
      if (!last) break;
      place = advance(place, last.id, await this.takeAll(sites, signal));
      await report({ done: place.sites, total }, place);
    }
    const { after: _after, ...result } = place;
    if (result.sites > 0 && result.failed === result.sites) {
      throw UnifiSiteError.noSnapshot({ reason: result.problems[0]?.message });
    }
    return result;
  }

  private async takeAll(sites: readonly UnifiSite[], signal: AbortSignal): Promise<Outcome[]> {
    const waiting = [...sites];
    const outcomes: Outcome[] = [];
    const worker = async (): Promise<void> => {
      for (let site = waiting.shift(); site; site = waiting.shift()) outcomes.push(await this.take(site, signal));
    };
    await Promise.all(Array.from({ length: SITES_AT_ONCE }, worker));
    return outcomes;
  }

  private async take(site: UnifiSite, signal: AbortSignal): Promise<Outcome> {
    const waitMs = await this.budget.take({ longestMs: Infinity, share: 1 });
    if (waitMs > 0) await realTime.wait(waitMs, signal);
    try {
      return { changes: await this.taker.take(site, signal) };
    } catch (error) {
      if (signal.aborted || isDatabaseAway(error)) throw error;
      return { problem: { siteId: site.id, message: this.explain(site, error) } };
    }
  }

  private explain({ id }: UnifiSite, error: unknown): string {
    if (error instanceof DomainError && error.status !== 500) return error.message;
    this.logger.error(`No snapshot of the site ${id}`, error instanceof Error ? error.stack : String(error));
    return 'What the controller answered could not be kept';
  }
}

const isDatabaseAway = (error: unknown): boolean => error instanceof DomainError && error.code === DATABASE_AWAY;

function advance(place: RoundCheckpoint, after: string, outcomes: readonly Outcome[]): RoundCheckpoint {
  const problems = outcomes.flatMap((outcome) => ('problem' in outcome ? outcome.problem : []));
  const changes = outcomes.reduce((sum, outcome) => sum + ('changes' in outcome ? outcome.changes : 0), 0);
  return {
    after,
    sites: place.sites + outcomes.length,
    failed: place.failed + problems.length,
    changes: place.changes + changes,
    problems: [...place.problems, ...problems].slice(0, MOST_PROBLEMS),
  };
}
