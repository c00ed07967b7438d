import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { defineJob, JobHandlers, type JobRun } from '@app/jobs';
import { Clock, CommonError, DomainError } from '@app/kernel';
import { AppConfig } from '../../../../config';
import { ProcessRateBudget, realTime } from '../../../../upstreams/http';
import { UnifiSiteError } from '../site.errors';
import { SitesService, type UnifiSite } from '../sites';
import { endOfRound, MINUTE_MS } from './interval';
import { SnapshotTaker } from './snapshot-taker';
import { SnapshotsRepository } from './snapshots.repository';

interface SiteProblem {
  /** The id of the site here. */
  readonly siteId: string;
  readonly message: string;
}

interface RoundResult {
  /** How many sites were looked at, with and without success. */
  readonly sites: number;
  readonly failed: number;
  /** Those that a slow controller left no time for; the next round begins with them. */
  readonly late: number;
  /** Changes of states that were told. */
  readonly changes: number;
  /** The first few. */
  readonly problems: readonly SiteProblem[];
}

/** Which sites are done shows in their snapshots. */
interface RoundCheckpoint {
  readonly startedAt: string;
  readonly changes: number;
}

export const takeSnapshots = defineJob<Record<string, never>, RoundCheckpoint, RoundResult>('unifi.snapshot');

type Run = JobRun<object, RoundCheckpoint>;

/** A round under way. */
interface Round {
  /** When it stops to begin with sites, so that the next one comes in time. */
  readonly endsAt: Date;
  readonly signal: AbortSignal;
  readonly tell: (outcome: Outcome) => Promise<void>;
}

type Outcome = { readonly changes: number } | { readonly problem: SiteProblem };

const SITES_PER_CHECKPOINT = 20;
/** Of one controller. Each makes two calls at once, and people need some of the few connections to it, too. */
const SITES_AT_ONCE = 2;
/** Half of what the client allows itself in calls to a controller. */
const PACE = { perMinute: 750, burst: 20 };
const MOST_PROBLEMS = 20;

const DATABASE_AWAY = CommonError.unavailable().code;

/**
 * Takes a snapshot of every site, again and again: of each controller's at its own pace, those first that nobody has
 * looked at for longest. A site that fails is told of, and the others go on; so they do where a controller is slow.
 */
@Injectable()
export class SnapshotRound implements OnModuleInit {
  private readonly logger = new Logger('UniFi');
  /** By controller; no more than sites name come here. */
  private readonly paces = new Map<string, ProcessRateBudget>();

  constructor(
    private readonly handlers: JobHandlers,
    private readonly sites: SitesService,
    private readonly snapshots: SnapshotsRepository,
    private readonly taker: SnapshotTaker,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(takeSnapshots, (run) => this.run(run));
  }

  /** @throws the first problem when not one site could be looked at */
  private async run({ checkpoint, report, signal }: Run): Promise<RoundResult> {
    const startedAt = checkpoint ? new Date(checkpoint.startedAt) : this.clock.now();
    const endsAt = endOfRound(startedAt, this.config.unifiRounds.snapshotMinutes * MINUTE_MS);
    const total = await this.sites.count();
    const lines = await this.linesOf(startedAt);
    const problems: SiteProblem[] = [];
    let changes = checkpoint?.changes ?? 0;
    let done = Math.max(0, total - lines.reduce((sum, line) => sum + line.length, 0));
    const save = () => report({ done, total }, { startedAt: startedAt.toISOString(), changes });
    await save();
    const tell = async (outcome: Outcome): Promise<void> => {
      done += 1;
      if ('problem' in outcome) problems.push(outcome.problem);
      else changes += outcome.changes;
      await (done % SITES_PER_CHECKPOINT === 0 ? save() : report({ done, total }));
    };
    const end = new AbortController();
    const round = { endsAt, tell, signal: AbortSignal.any([signal, end.signal]) };
    await allOrNone(
      lines.flatMap((line) => Array.from({ length: SITES_AT_ONCE }, () => this.walk(line, round))),
      end,
    );
    if (done > 0 && problems.length === done) throw UnifiSiteError.noSnapshot({ reason: problems[0]?.message });
    const late = lines.reduce((sum, line) => sum + line.length, 0);
    return { sites: done, failed: problems.length, late, changes, problems: problems.slice(0, MOST_PROBLEMS) };
  }

  /** Sites that the round has not been at, by controller. */
  private async linesOf(startedAt: Date): Promise<UnifiSite[][]> {
    const lines = new Map<string, UnifiSite[]>();
    for (const site of await this.snapshots.dueSites(startedAt)) {
      const line = lines.get(site.controller) ?? [];
      lines.set(site.controller, line);
      line.push(site);
    }
    return [...lines.values()];
  }

  /** Takes sites out of the line, beside others who do. */
  private async walk(line: UnifiSite[], round: Round): Promise<void> {
    while (this.clock.now() < round.endsAt) {
      const site = line.shift();
      if (!site) return;
      await round.tell(await this.take(site, round.signal));
    }
  }

  private async take(site: UnifiSite, signal: AbortSignal): Promise<Outcome> {
    const waitMs = await this.paceOf(site).take({ longestMs: Infinity, share: 1 });
    if (waitMs > 0) await realTime.wait(waitMs, signal);
    try {
      return { changes: await this.taker.take(site, signal) };
    } catch (error) {
      if (signal.aborted || isDatabaseAway(error)) throw error;
      return { problem: { siteId: site.id, message: this.explain(site, error) } };
    }
  }

  private paceOf({ controller }: UnifiSite): ProcessRateBudget {
    const known = this.paces.get(controller);
    if (known) return known;
    const pace = new ProcessRateBudget(realTime, PACE);
    this.paces.set(controller, pace);
    return pace;
  }

  private explain({ id }: UnifiSite, error: unknown): string {
    if (error instanceof DomainError && error.status !== 500) return error.message;
    this.logger.error(`No snapshot of the site ${id}`, error instanceof Error ? error.stack : String(error));
    return 'What the controller answered could not be kept';
  }
}

const isDatabaseAway = (error: unknown): boolean => error instanceof DomainError && error.code === DATABASE_AWAY;

/** Waits for all of them: after a failure of one the others are told to stop. @throws the first failure */
async function allOrNone(work: readonly Promise<void>[], end: AbortController): Promise<void> {
  const failures: unknown[] = [];
  const fail = (error: unknown): void => {
    failures.push(error);
    end.abort(error);
  };
  await Promise.all(work.map((each) => each.catch(fail)));
  if (failures.length > 0) throw failures[0];
}
