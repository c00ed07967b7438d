import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import type { JsonText } from '@app/contract';
import { Transactions } from '@app/database';
import { DomainError, invalidField, newId, PermissionSet, type Actor } from '@app/kernel';
import { CompaniesService, companyGate } from '../../../crm/companies';
import { UnifiController, type ControllerSite } from '../controller';
import { ControllerWrites } from '../controller-writes';
import { UnifiSiteError } from '../site.errors';
import { SitesRepository, type KeptSite, type SeenSite, type UnifiSite } from './sites.repository';

/** Names in one audit row. */
const MOST_NAMES = 50;

/** How many sites a sync found, and did something about. */
export interface SitesTakenOver {
  readonly seen: number;
  readonly added: number;
  readonly renamed: number;
}

/** Sites of the controller, and whose they are. `keys` are those of the answer that its caller may see. */
@Injectable()
export class SitesService {
  constructor(
    private readonly sites: SitesRepository,
    private readonly companies: CompaniesService,
    private readonly controller: UnifiController,
    private readonly writes: ControllerWrites,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  list(actor: Actor, keys: readonly string[]): Promise<JsonText> {
    const set = actor.principal?.permissions ?? PermissionSet.none;
    return this.sites.listWithCompanies(keys, set.allowedFields(companyGate.scope, companyGate.fields));
  }

  /** @throws 404 `company.notFound` */
  async ofCompany(identifier: string, keys: readonly string[]): Promise<JsonText> {
    const { id } = await this.companies.get(identifier);
    return this.sites.listOfCompany(id, keys);
  }

  /** @throws 404 `unifiSite.notFound` */
  async get(id: string): Promise<UnifiSite> {
    return found(id, await this.sites.find(id));
  }

  /** @throws 404 `unifiSite.notFound` */
  async show(id: string, keys: readonly string[]): Promise<JsonText> {
    return found(id, await this.sites.fetch(id, keys));
  }

  async sync(actor: Actor, keys: readonly string[]): Promise<JsonText> {
    await this.takeOver(actor);
    return this.sites.list(keys);
  }

  /** Takes over new sites and names. Whatever the controller has no more stays here, with its company. */
  async takeOver(actor: Actor, signal?: AbortSignal): Promise<SitesTakenOver> {
    const client = await this.controller.client();
    const seen = new Map((await client.selfSites({ signal })).map((site) => [site.name, toSeenSite(newId(), site)]));
    return this.transactions.run(async () => {
      const kept = await this.sites.keep([...seen.values()]);
      const [added, renamed] = [kept.filter(({ created }) => created), kept.filter(({ created }) => !created)];
      if (kept.length > 0) {
        await this.audit.record(actor, {
          action: 'unifi.site.sync',
          message: `UniFi sites were synced: ${added.length} added, ${renamed.length} renamed`,
          after: { added: namesOf(added), renamed: namesOf(renamed) },
        });
      }
      return { seen: seen.size, added: added.length, renamed: renamed.length };
    });
  }

  count(): Promise<number> {
    return this.sites.count();
  }

  /** A few sites in the order of their ids, behind one of them; from the first one on behind an empty text. */
  next(after: string, limit: number): Promise<UnifiSite[]> {
    return this.sites.next(after, limit);
  }

  /** Should it not be kept here after all, the next sync finds it on the controller. */
  async create(actor: Actor, description: string, keys: readonly string[]): Promise<JsonText> {
    const id = newId();
    const name = description.trim();
    const client = await this.controller.client();
    let created = id;
    await this.writes.run(actor, async () => ({
      entry: {
        action: 'unifi.site.create',
        target: { type: 'unifiSite', id, name },
        message: `UniFi site ${name} was created`,
        after: { name },
      },
      write: () => client.addSite(name),
      keep: async (site) => {
        const [kept] = await this.sites.keep([toSeenSite(id, site)]);
        // A sync at the same moment may have been first.
        created = kept?.id ?? (await this.sites.idOf(site.name));
      },
    }));
    return this.show(created, keys);
  }

  /** @throws 404 for the site, 400 for a company that there is none of */
  async link(actor: Actor, id: string, companyId: string, keys: readonly string[]): Promise<JsonText> {
    await this.get(id);
    const company = await this.companies.get(companyId).catch((error: unknown) => {
      if (error instanceof DomainError && error.status === 404) {
        throw invalidField(['body', 'companyId'], 'companyId is not a company');
      }
      throw error;
    });
    return this.setCompany(actor, id, company.id, keys, (site) => `UniFi site ${site} was linked to ${company.name}`);
  }

  unlink(actor: Actor, id: string, keys: readonly string[]): Promise<JsonText> {
    return this.setCompany(actor, id, null, keys, (site) => `UniFi site ${site} was unlinked from its company`);
  }

  private async setCompany(
    actor: Actor,
    id: string,
    companyId: string | null,
    keys: readonly string[],
    messageOf: (site: string) => string,
  ): Promise<JsonText> {
    return this.transactions.run(async () => {
      const site = found(id, await this.sites.findForUpdate(id));
      if (site.companyId !== companyId) {
        await this.sites.setCompany(id, companyId);
        await this.audit.record(actor, {
          action: companyId === null ? 'unifi.site.unlink' : 'unifi.site.link',
          target: { type: 'unifiSite', id, name: site.name },
          message: messageOf(site.name),
          before: { companyId: site.companyId },
          after: { companyId },
        });
      }
      return this.show(id, keys);
    });
  }
}

const namesOf = (sites: readonly KeptSite[]): string[] => sites.slice(0, MOST_NAMES).map(({ name }) => name);

const toSeenSite = (id: string, { name, description }: ControllerSite): SeenSite => ({
  id,
  siteId: name,
  name: description,
});

function found<T>(identifier: string, value: T | undefined): T {
  if (value === undefined) throw UnifiSiteError.notFound({ identifier });
  return value;
}
