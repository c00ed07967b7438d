import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { CommonError, invalidField, newId, type Actor } from '@app/kernel';
import { WifiService } from '../wifi/wifi.service';
import { WlanReveals } from '../wifi/wlan-reveals';
import {
  isSecret,
  isTemplateField,
  pick,
  TEMPLATE_FIELDS,
  type TemplateField,
  type TemplateFields,
} from './template-fields';
import { checkTemplate, normalized } from './template-limits';
import { MOST_TEMPLATES, TemplateStore, type StoredTemplate, type TemplateContent } from './template-store';
import { WlanTemplateError } from './templates.errors';
import { visibleFields } from './wlan-visibility';
import { templateOf } from './wlan-values';

/** A template as its reader may see it. */
export interface WlanTemplate extends Omit<StoredTemplate, 'fields' | 'sealedSecrets'> {
  readonly wlan: TemplateFields;
}

export interface TemplateInput {
  readonly name: string;
  readonly description?: string;
  readonly wlan: TemplateFields;
}

export interface TemplateUpdate extends Partial<TemplateInput> {
  readonly unset?: readonly string[];
}

export interface TemplateFromWlan {
  readonly name: string;
  readonly description?: string;
  readonly fields?: readonly string[];
}

/** What WLANs should look like, to compare them with it and to make them so. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly store: TemplateStore,
    private readonly wifi: WifiService,
    private readonly reveals: WlanReveals,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  async list(actor: Actor): Promise<WlanTemplate[]> {
    const templates = (await this.store.list()).map((template) => this.seen(actor, template));
    await this.reveals.ofTemplates(actor, templates);
    return templates;
  }

  /** @throws 404 */
  async get(actor: Actor, id: string): Promise<WlanTemplate> {
    return this.show(actor, await this.find(id));
  }

  /** With its secrets, for the product's own use. @throws 404 */
  async content(id: string): Promise<{ template: StoredTemplate; wlan: TemplateFields }> {
    const template = await this.find(id);
    return { template, wlan: this.store.open(template) };
  }

  /** @throws 400 naming the field, 409 */
  create(actor: Actor, { name, description = '', wlan }: TemplateInput): Promise<WlanTemplate> {
    const sent = normalized(wlan);
    return this.insert(actor, { name: name.trim(), description, wlan: sent }, sent);
  }

  /** @throws 400 naming the field, 403 for a field that the actor may not see, 404, 409 */
  async createFromWlan(
    actor: Actor,
    siteId: string,
    wlanId: string,
    { name, description = '', fields }: TemplateFromWlan,
  ): Promise<WlanTemplate> {
    const isVisible = visibleFields(actor);
    const wanted = fields && new Set(namedFields(fields, 'fields'));
    for (const field of wanted ?? []) if (!isVisible(field)) throw CommonError.forbidden();
    const wlan = await this.wifi.record(siteId, wlanId);
    const isTaken = (field: TemplateField) => field === 'name' || (wanted ? wanted.has(field) : isVisible(field));
    return this.insert(actor, { name: name.trim(), description, wlan: templateOf(wlan, isTaken) });
  }

  /** @throws 400 naming the field, 404, 409 */
  update(actor: Actor, id: string, update: TemplateUpdate): Promise<WlanTemplate> {
    const unset = new Set(namedFields(update.unset ?? [], 'unset'));
    const sent = normalized(update.wlan ?? {});
    return this.transactions.run(async () => {
      await this.store.lock();
      const stored = await this.find(id);
      const before: TemplateContent = { ...stored, wlan: this.store.open(stored) };
      const after: TemplateContent = {
        name: update.name?.trim() ?? before.name,
        description: update.description ?? before.description,
        wlan: pick({ ...before.wlan, ...sent }, (field) => !unset.has(field)),
      };
      checkTemplate(after.wlan);
      const change = changeOf(before, after);
      if (!change) return this.show(actor, stored, sent);
      await this.assertFree(after.name, id);
      const saved = await this.store.update(id, after);
      await this.audit.record(actor, {
        action: 'unifi.wlan-template.update',
        target: { type: 'unifiWlanTemplate', id, name: saved.name },
        message: `WLAN template ${saved.name} was changed`,
        ...change,
      });
      return this.show(actor, saved, sent);
    });
  }

  /** @throws 404 */
  delete(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async () => {
      await this.store.lock();
      const stored = await this.find(id);
      await this.store.delete(id);
      await this.audit.record(actor, {
        action: 'unifi.wlan-template.delete',
        target: { type: 'unifiWlanTemplate', id, name: stored.name },
        message: `WLAN template ${stored.name} was deleted`,
        before: { name: stored.name, description: stored.description, wlan: this.store.open(stored) },
      });
    });
  }

  private insert(actor: Actor, content: TemplateContent, sent?: TemplateFields): Promise<WlanTemplate> {
    checkTemplate(content.wlan);
    return this.transactions.run(async () => {
      await this.store.lock();
      if ((await this.store.count()) >= MOST_TEMPLATES) throw WlanTemplateError.tooMany({ most: MOST_TEMPLATES });
      await this.assertFree(content.name);
      const saved = await this.store.insert(newId(), content);
      await this.audit.record(actor, {
        action: 'unifi.wlan-template.create',
        target: { type: 'unifiWlanTemplate', id: saved.id, name: saved.name },
        message: `WLAN template ${saved.name} was created`,
        after: content,
      });
      return this.show(actor, saved, sent);
    });
  }

  private async find(id: string): Promise<StoredTemplate> {
    const template = await this.store.find(id);
    if (!template) throw WlanTemplateError.notFound({ identifier: id });
    return template;
  }

  private async assertFree(name: string, id?: string): Promise<void> {
    const holder = await this.store.idOf(name);
    if (holder !== undefined && holder !== id) throw WlanTemplateError.nameTaken();
  }

  /** For an answer: secrets that are in it are recorded. */
  private async show(actor: Actor, stored: StoredTemplate, written?: TemplateFields): Promise<WlanTemplate> {
    const template = this.seen(actor, stored, written);
    await this.reveals.ofTemplates(actor, [template]);
    return template;
  }

  /** @param written what the actor has just sent, and so may see again: but no secret, which may come from elsewhere */
  private seen(actor: Actor, stored: StoredTemplate, written: TemplateFields = {}): WlanTemplate {
    const { fields, sealedSecrets, ...rest } = stored;
    const isVisible = visibleFields(actor);
    const opensSecrets = sealedSecrets !== null && (isVisible('passphrase') || isVisible('saePsk'));
    const all = opensSecrets ? this.store.open(stored) : fields;
    const isShown = (field: TemplateField) => isVisible(field) || (written[field] !== undefined && !isSecret(field));
    return { ...rest, wlan: pick(all, isShown) };
  }
}

function namedFields(names: readonly string[], key: 'fields' | 'unset'): TemplateField[] {
  return names.map((name, index) => {
    if (!isTemplateField(name)) throw invalidField(['body', key, index], `${key} names no field of a template`);
    return name;
  });
}

/** What of a template is another, before and after; the log masks secrets by their names. Undefined for nothing. */
function changeOf(before: TemplateContent, after: TemplateContent): { before: object; after: object } | undefined {
  const own = (['name', 'description'] as const).filter((key) => before[key] !== after[key]);
  const isOther = (field: TemplateField) => JSON.stringify(before.wlan[field]) !== JSON.stringify(after.wlan[field]);
  const excerpt = (content: TemplateContent): object => ({
    ...Object.fromEntries(own.map((key) => [key, content[key]])),
    wlan: pick(content.wlan, isOther),
  });
  const isSame = own.length === 0 && !TEMPLATE_FIELDS.some(isOther);
  return isSame ? undefined : { before: excerpt(before), after: excerpt(after) };
}
