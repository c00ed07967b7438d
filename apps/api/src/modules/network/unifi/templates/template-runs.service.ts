import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/database';
import { JobError, JobQueue, type JobRow } from '@app/jobs';
import type { Actor, SignedInActor } from '@app/kernel';
import { JobsService } from '../../../operations/jobs';
import { WifiService } from '../wifi/wifi.service';
import { atOnce } from './at-once';
import { compare, type Comparison } from './comparison';
import { seenOutcome, stateOf, type OutcomeState, type RunKind, type SiteOutcome } from './outcome';
import { OutcomesRepository } from './outcomes.repository';
import { applyJob, driftJob, type TemplateRunInput } from './run.definitions';
import { failureOf } from '../site-failures';
import { fieldsSet, pick } from './template-fields';
import { TemplateSites, type SiteTarget } from './template-sites';
import { TemplatesService } from './templates.service';
import { visibleFields } from './wlan-visibility';

const SITES_AT_ONCE = 4;
const DEFAULT_LIMIT = 100;

export interface SiteDrift {
  readonly siteId: string;
  readonly failure: string | null;
  readonly wlans: readonly (Comparison & { readonly id?: string })[];
}

export interface ShownOutcome {
  readonly siteId: string;
  readonly state: OutcomeState;
  readonly failure: string | null;
  /** Whether the template sets more than the caller may see. */
  readonly concealed: boolean;
  readonly wlans: readonly (Omit<SiteOutcome['wlans'][number], 'id'> & { readonly id?: string })[];
}

/** Compares sites with templates and applies templates to them: a few at once, or any number by a job. */
@Injectable()
export class TemplateRuns {
  constructor(
    private readonly templates: TemplatesService,
    private readonly sites: TemplateSites,
    private readonly wifi: WifiService,
    private readonly outcomes: OutcomesRepository,
    private readonly queue: JobQueue,
    private readonly jobs: JobsService,
    private readonly transactions: Transactions,
  ) {}

  /** With values, as far as the actor may see them. @throws 404 for the template, 400 for what is no site */
  async drift(actor: Actor, id: string, siteIds: readonly string[]): Promise<SiteDrift[]> {
    const isVisible = visibleFields(actor);
    const { wlan: template } = await this.templates.content(id);
    const seen = pick(template, isVisible);
    const found = await this.sites.named(siteIds, 'query');
    const reports = new Map<string, SiteDrift>();
    await atOnce(SITES_AT_ONCE, found, async (siteId) => {
      try {
        const wlans = (await this.wifi.records(siteId)).filter(({ name }) => name === template.name);
        const compared = wlans.map((wlan) => ({ ...compare(seen, wlan), ...(isVisible('id') && { id: wlan.id }) }));
        reports.set(siteId, { siteId, failure: null, wlans: compared });
      } catch (error) {
        reports.set(siteId, { siteId, failure: failureOf(error), wlans: [] });
      }
    });
    return found.flatMap((siteId) => reports.get(siteId) ?? []);
  }

  /** @throws 404 for the template, 400 for the sites, 409 while one runs */
  async startDrift(actor: Actor, id: string, target: SiteTarget): Promise<JobRow> {
    const { input, siteIds } = await this.prepare(id, target);
    return this.enqueue(siteIds, () => this.queue.enqueue(actor, driftJob, input, optionsOf(driftJob.kind, input)));
  }

  /** @throws 404 for the template, 400 for the sites, 409 while one runs */
  async startApply(actor: Actor, id: string, target: SiteTarget & { readonly dryRun?: boolean }): Promise<JobRow> {
    const { input, siteIds } = await this.prepare(id, target);
    const { dryRun = false } = target;
    return this.enqueue(siteIds, () =>
      this.queue.enqueue(actor, applyJob, { ...input, dryRun }, optionsOf(applyJob.kind, input)),
    );
  }

  /** By name of the site. @throws 404 also for a job that the actor may not see */
  async list(
    actor: SignedInActor,
    jobId: string,
    after = 0,
    limit = DEFAULT_LIMIT,
  ): Promise<{ items: ShownOutcome[]; nextCursor: string | null }> {
    const job = await this.jobs.get(actor, jobId);
    const kind = KINDS[job.kind];
    if (!kind) throw JobError.notFound({ id: jobId });
    const isVisible = visibleFields(actor);
    const concealed = (job.input as TemplateRunInput).sets.some((field) => !isVisible(field));
    const found = await this.outcomes.page(jobId, after, limit + 1);
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return {
      items: items.map((outcome) => show(kind, outcome, isVisible, concealed)),
      nextCursor: last ? String(last.position) : null,
    };
  }

  private async prepare(id: string, target: SiteTarget): Promise<{ input: TemplateRunInput; siteIds: string[] }> {
    const { template, wlan } = await this.templates.content(id);
    const siteIds = await this.sites.of(target);
    const input = { templateId: id, version: template.version, sites: siteIds.length, sets: fieldsSet(wlan) };
    return { input, siteIds };
  }

  private enqueue(siteIds: readonly string[], start: () => Promise<JobRow>): Promise<JobRow> {
    return this.transactions.run(async () => {
      const job = await start();
      await this.outcomes.insert(job.id, siteIds);
      return job;
    });
  }
}

const KINDS: Readonly<Partial<Record<string, RunKind>>> = { [driftJob.kind]: 'drift', [applyJob.kind]: 'apply' };

const optionsOf = (kind: string, { templateId, sites }: TemplateRunInput) => ({
  flightKey: `${kind}:${templateId}`,
  progress: { done: 0, total: sites },
});

function show(
  kind: RunKind,
  outcome: SiteOutcome,
  isVisible: (field: string) => boolean,
  concealed: boolean,
): ShownOutcome {
  const seen = seenOutcome(outcome, isVisible);
  const { siteId, failure, wlans } = seen;
  const shown = wlans.map(({ id, ...rest }) => ({ ...rest, ...(isVisible('id') && { id }) }));
  return { siteId, failure, concealed, state: stateOf(kind, seen), wlans: shown };
}
