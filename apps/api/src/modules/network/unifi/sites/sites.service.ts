import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import type { JsonText } from '@app/contract';
import { Transactions } from '@app/database';
import { DomainError, invalidField, newId, PermissionSet, type Actor } from '@app/kernel';
import { DEFAULT_UNIFI_CONTROLLER } from '../../../../config';
import { CompaniesService, companyGate } from '../../../crm/companies';
import { UnifiController } from '../controller';
import { ControllerWrites } from '../controller-writes';
import { UnifiSiteError } from '../site.errors';
import type { UnifiControllerInfoDto } from './site.dto';
import { SiteLists } from './site-lists';
import { SitesRepository, type UnifiSite } from './sites.repository';

export interface NewSite {
  /** The name people see. */
  readonly description: string;
  /** The default one, or the only one, when left out. */
  readonly controller?: string;
}

/** Sites of the controllers, and whose they are. `keys` are those of the answer that its caller may see. */
@Injectable()
export class SitesService {
  constructor(
    private readonly sites: SitesRepository,
    private readonly lists: SiteLists,
    private readonly companies: CompaniesService,
    private readonly controller: UnifiController,
    private readonly writes: ControllerWrites,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** @param controller only the sites of this one */
  list(actor: Actor, keys: readonly string[], controller?: string): Promise<JsonText> {
    const set = actor.principal?.permissions ?? PermissionSet.none;
    return this.lists.read(keys, set.allowedFields(companyGate.scope, companyGate.fields), controller);
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

  count(): Promise<number> {
    return this.sites.count();
  }

  /** The configured ones, then those that the configuration has no more. */
  async listControllers(): Promise<UnifiControllerInfoDto[]> {
    const counted = new Map((await this.sites.countByController()).map(({ name, sites }) => [name, sites]));
    const { names } = this.controller;
    return [...new Set([...names, ...counted.keys()])].map((name) => ({
      ...{ name, configured: names.includes(name), down: this.controller.isDown(name) },
      sites: counted.get(name) ?? 0,
    }));
  }

  /**
   * Should it not be kept here after all, the next sync finds it on the controller.
   * @throws 400 for a controller that there is none of
   */
  async create(actor: Actor, input: NewSite, keys: readonly string[]): Promise<JsonText> {
    const id = newId();
    const name = input.description.trim();
    const controller = this.controllerFor(input.controller);
    const client = await this.controller.client({ controller });
    let created = id;
    await this.writes.run(actor, { controller }, async () => ({
      entry: {
        action: 'unifi.site.create',
        target: { type: 'unifiSite', id, name },
        message: `UniFi site ${name} was created`,
        after: { name, controller },
      },
      write: () => client.addSite(name),
      keep: async (site) => {
        const seen = { id, controller, siteId: site.name, name: site.description };
        const [kept] = await this.sites.keep([seen]);
        // A sync at the same moment may have been first.
        created = kept?.id ?? (await this.sites.idOf(seen));
      },
    }));
    return this.show(created, keys);
  }

  private controllerFor(name: string | undefined): string {
    const { names } = this.controller;
    const path = ['body', 'controller'];
    if (name !== undefined && !names.includes(name)) throw invalidField(path, 'controller is not a controller');
    if (name !== undefined) return name;
    if (names.length > 1 && !names.includes(DEFAULT_UNIFI_CONTROLLER)) {
      throw invalidField(path, `controller is required: it is one of ${names.join(', ')}`);
    }
    return names[0] ?? DEFAULT_UNIFI_CONTROLLER;
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

function found<T>(identifier: string, value: T | undefined): T {
  if (value === undefined) throw UnifiSiteError.notFound({ identifier });
  return value;
}
