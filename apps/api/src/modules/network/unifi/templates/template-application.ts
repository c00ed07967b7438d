import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import type { Actor } from '@app/kernel';
import { changedWlan, type Wlan } from '../controller';
import { toControllerChange } from '../wifi/wlan-changes';
import { WlanWriter } from '../wifi/wlan-writer';
import { differingFields } from './comparison';
import type { SiteOutcome, WlanOutcome } from './outcome';
import { OutcomesRepository } from './outcomes.repository';
import { failureOf } from '../site-failures';
import type { TemplateField, TemplateFields } from './template-fields';
import { updateFor } from './template-update';

/** The version of a template that a run applies. */
export interface AppliedTemplate {
  readonly id: string;
  readonly name: string;
  readonly wlan: TemplateFields;
}

/** Where a WLAN stands in a run. */
export interface WlanPlace {
  readonly jobId: string;
  readonly site: SiteOutcome;
  readonly template: AppliedTemplate;
  /** @throws once the starter of the run may not do this any more */
  readonly actor: () => Promise<Actor>;
}

const without = (fields: readonly TemplateField[], others: readonly TemplateField[]): TemplateField[] =>
  fields.filter((field) => !others.includes(field));

/**
 * Applies a template to one WLAN. What is about to be changed is kept before the controller hears of it, and what came
 * of it is kept in the transaction of its audit row: a run that is killed in between is found out by the next one.
 */
@Injectable()
export class TemplateApplication {
  constructor(
    private readonly writer: WlanWriter,
    private readonly outcomes: OutcomesRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** What {@link apply} would do, as far as one can tell without the controller. */
  preview(template: TemplateFields, wlan: Wlan): WlanOutcome {
    const before = differingFields(template, wlan);
    try {
      const after = changedWlan(wlan, toControllerChange(updateFor(template, wlan), wlan));
      const left = differingFields(template, after);
      return { id: wlan.id, fields: without(before, left), left, reason: null };
    } catch (error) {
      return { id: wlan.id, fields: [], left: before, reason: failureOf(error) };
    }
  }

  /** Nothing for a WLAN that an earlier attempt of the run is done with. */
  async apply(place: WlanPlace, wlan: Wlan): Promise<void> {
    const known = place.site.wlans.find(({ id }) => id === wlan.id);
    if (known && !known.pending) return;
    const made = known ? await this.recover(place, wlan, known) : [];
    const plan = this.preview(place.template.wlan, wlan);
    const isDue = plan.reason === null && Object.keys(updateFor(place.template.wlan, wlan)).length > 0;
    if (!isDue) {
      await this.end(place, { ...plan, fields: made });
      return;
    }
    await this.put(place, { ...plan, pending: true, ...(made.length > 0 && { made }) });
    try {
      await this.write(place, wlan.id, made);
    } catch (error) {
      await this.end(place, { id: wlan.id, fields: made, left: plan.fields, reason: failureOf(error) });
    }
  }

  private async write(place: WlanPlace, wlanId: string, made: readonly TemplateField[]): Promise<void> {
    const { template, site } = place;
    const outcomeOf = (before: readonly TemplateField[], now: Wlan): WlanOutcome => {
      const left = differingFields(template.wlan, now);
      const changed = [...new Set([...made, ...without(before, left)])];
      return { id: wlanId, fields: changed, left, reason: null };
    };
    const wlan = await this.writer.change(await place.actor(), site.siteId, wlanId, {
      plan: async (current) => {
        await place.actor();
        const row = await this.outcomes.lock(place.jobId, site.position);
        return isPending(row, wlanId) ? updateFor(template.wlan, current) : {};
      },
      because: { message: `by the template ${template.name}`, after: { unifiWlanTemplate: template.id } },
      keep: (written, before) => this.end(place, outcomeOf(differingFields(template.wlan, before), written)),
    });
    // Where nothing was left to change, nothing was kept with the change.
    await this.end(place, outcomeOf([], wlan));
  }

  /**
   * An attempt ended between sending a change and keeping that it was made. What of its plan is as planned now was most
   * likely its work, of which there is no row yet.
   * @returns these fields
   */
  private async recover(
    place: WlanPlace,
    wlan: Wlan,
    { fields: planned, made: before = [] }: WlanOutcome,
  ): Promise<readonly TemplateField[]> {
    const { id, name, wlan: template } = place.template;
    const found = without(without(planned, differingFields(template, wlan)), before);
    if (found.length === 0) return before;
    const made = [...before, ...found];
    const actor = await place.actor();
    await this.transactions.run(async () => {
      await this.audit.record(actor, {
        action: 'unifi.wlan.update',
        target: { type: 'unifiWlan', id: wlan.id, name: wlan.name },
        level: 'warning',
        message: `WLAN ${wlan.name} was changed by the template ${name}; the server stopped before it was confirmed`,
        after: { unifiSite: place.site.siteId, unifiWlanTemplate: id, changed: found },
      });
      await this.put(place, { id: wlan.id, fields: planned, left: [], reason: null, pending: true, made });
    });
    return made;
  }

  /** What became of a WLAN: once. Somebody else who ran the same job meanwhile may have said so. */
  private end(place: WlanPlace, outcome: WlanOutcome): Promise<void> {
    return this.store(place, outcome, (known) => known === undefined || known.pending === true);
  }

  private put(place: WlanPlace, outcome: WlanOutcome): Promise<void> {
    return this.store(place, outcome, () => true);
  }

  private store(
    { jobId, site: { position } }: WlanPlace,
    outcome: WlanOutcome,
    isDue: (known: WlanOutcome | undefined) => boolean,
  ): Promise<void> {
    return this.transactions.run(async () => {
      const { wlans, settled } = await this.outcomes.lock(jobId, position);
      if (settled || !isDue(wlans.find(({ id }) => id === outcome.id))) return;
      const others = wlans.filter(({ id }) => id !== outcome.id);
      await this.outcomes.keepWlans(jobId, position, [...others, outcome]);
    });
  }
}

const isPending = ({ wlans, settled }: SiteOutcome, wlanId: string): boolean =>
  !settled && wlans.some(({ id, pending }) => id === wlanId && pending === true);
