import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobHandlers, type JobRun } from '@app/jobs';
import { CommonError, DomainError, type Actor, type PermissionNode } from '@app/kernel';
import type { Wlan } from '../controller';
import { UnifiPermission } from '../unifi.permissions';
import { WifiService } from '../wifi/wifi.service';
import { atOnce } from './at-once';
import { differingFields } from './comparison';
import { seenOutcome, stateOf, type OutcomeState, type RunKind, type SiteOutcome } from './outcome';
import { OutcomesRepository } from './outcomes.repository';
import {
  applyJob,
  driftJob,
  type ApplyInput,
  type ApplyResult,
  type DriftResult,
  type TemplateRunCheckpoint,
  type TemplateRunInput,
} from './run.definitions';
import { failureOf } from '../site-failures';
import { TemplateApplication, type AppliedTemplate } from './template-application';
import { WlanTemplateError } from './templates.errors';
import { WlanTemplatePermission } from './templates.permissions';
import { TemplatesService } from './templates.service';
import { visibleFields } from './wlan-visibility';

type Run<Input extends TemplateRunInput = TemplateRunInput> = JobRun<Input, TemplateRunCheckpoint>;

/** The writes of a process share a few places: some are left to people. */
const SITES_AT_ONCE = 3;
const BATCH = 30;
const PAGE = 500;

const { access, wifi, wifiUpdate } = UnifiPermission;
const NODES: Readonly<Record<RunKind, readonly PermissionNode[]>> = {
  drift: [access, wifi, WlanTemplatePermission.fetch],
  apply: [access, wifi, wifiUpdate, WlanTemplatePermission.apply],
};

/** Goes from site to site. Each is settled by itself, so that a run goes on where the one before it ended. */
@Injectable()
export class TemplateRunner implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly templates: TemplatesService,
    private readonly wifi: WifiService,
    private readonly application: TemplateApplication,
    private readonly outcomes: OutcomesRepository,
  ) {}

  onModuleInit(): void {
    this.handlers.register(driftJob, (run) => this.drift(run));
    this.handlers.register(applyJob, (run) => this.apply(run));
  }

  private async drift(run: Run): Promise<DriftResult> {
    await this.visitAll(run, 'drift', async (site, template, wlans) => {
      const compared = wlans.map((wlan) => ({
        ...{ id: wlan.id, fields: differingFields(template.wlan, wlan) },
        ...{ left: [], reason: null },
      }));
      await this.outcomes.settle(run.id, site.position, { wlans: compared });
    });
    const { equal, differs, missing, failed } = await this.count(run, 'drift');
    return { sites: run.input.sites, equal, differs, missing, failed };
  }

  private async apply(run: Run<ApplyInput>): Promise<ApplyResult> {
    const { dryRun, sites } = run.input;
    await this.visitAll(run, 'apply', async (site, template, wlans) => {
      if (dryRun) {
        const previews = wlans.map((wlan) => this.application.preview(template.wlan, wlan));
        await this.outcomes.settle(run.id, site.position, { wlans: previews });
        return;
      }
      const actor = () => allowed(run, 'apply');
      for (const wlan of wlans) await this.application.apply({ jobId: run.id, site, template, actor }, wlan);
      await this.outcomes.settle(run.id, site.position, {});
    });
    const { changed, unchanged, missing, failed } = await this.count(run, 'apply');
    return { dryRun, sites, changed, unchanged, missing, failed };
  }

  private async visitAll(
    run: Run,
    kind: RunKind,
    visit: (site: SiteOutcome, template: AppliedTemplate, wlans: readonly Wlan[]) => Promise<void>,
  ): Promise<void> {
    const total = run.input.sites;
    let done = await this.outcomes.settled(run.id);
    for (;;) {
      const batch = await this.outcomes.waiting(run.id, BATCH);
      if (batch.length === 0) return;
      await atOnce(SITES_AT_ONCE, batch, async (site) => {
        run.signal.throwIfAborted();
        await allowed(run, kind);
        const template = await this.templateOf(run.input);
        try {
          const wlans = await this.wifi.records(site.siteId, { signal: run.signal });
          await visit(
            site,
            template,
            wlans.filter(({ name }) => name === template.wlan.name),
          );
        } catch (error) {
          await this.outcomes.settle(run.id, site.position, { failure: failureOf(error, run.signal) });
        }
        done += 1;
        await run.report({ done, total }, { done });
      });
    }
  }

  private async templateOf({ templateId, version }: TemplateRunInput): Promise<AppliedTemplate> {
    const { template, wlan } = await this.templates.content(templateId).catch((error: unknown) => {
      throw error instanceof DomainError && error.status === 404 ? WlanTemplateError.changed() : error;
    });
    if (template.version !== version) throw WlanTemplateError.changed();
    return { id: templateId, name: template.name, wlan };
  }

  /** As the starter of the run may see it. */
  private async count(run: Run, kind: RunKind): Promise<Readonly<Record<OutcomeState, number>>> {
    const isVisible = visibleFields(await run.currentActor());
    const counts = { ...{ waiting: 0, missing: 0, failed: 0 }, ...{ equal: 0, differs: 0, unchanged: 0, changed: 0 } };
    let after = 0;
    for (;;) {
      const page = await this.outcomes.page(run.id, after, PAGE);
      for (const outcome of page) counts[stateOf(kind, seenOutcome(outcome, isVisible))] += 1;
      const last = page.at(-1);
      if (!last || page.length < PAGE) return counts;
      after = last.position;
    }
  }
}

/** Rights may have been withdrawn since the site before. @throws 403 */
async function allowed({ currentActor }: Run, kind: RunKind): Promise<Actor> {
  const actor = await currentActor();
  if (!NODES[kind].every(({ id }) => actor.principal?.permissions.has(id))) throw CommonError.forbidden();
  return actor;
}
