import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import type { JsonText } from '@app/contract';
import { Transactions } from '@app/database';
import { newId, type Actor } from '@app/kernel';
import { UnifiController, UnifiError } from '../controller';
import { SitesRepository, type KeptSite, type SeenSite } from './sites.repository';

/** Names in one audit row. */
const MOST_NAMES = 50;

/** How many sites a sync found, and did something about. */
export interface SitesTakenOver {
  readonly seen: number;
  readonly added: number;
  readonly renamed: number;
  /** Names of the controllers whose sites could not be read. */
  readonly failed: readonly string[];
}

export interface SyncedSites {
  readonly sites: JsonText;
  readonly failed: readonly string[];
}

interface Seen {
  readonly sites: readonly SeenSite[];
  readonly failed: readonly string[];
}

/** Takes over from every controller what is new. */
@Injectable()
export class SiteSync {
  private readonly logger = new Logger('UniFi');

  constructor(
    private readonly sites: SitesRepository,
    private readonly controller: UnifiController,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  async sync(actor: Actor, keys: readonly string[]): Promise<SyncedSites> {
    const { failed } = await this.takeOver(actor);
    return { sites: await this.sites.list(keys), failed };
  }

  /**
   * Takes over new sites and names. Whatever a controller has no more stays here, with its company; so does everything
   * of a controller that fails.
   * @throws what the first one failed with when every controller failed
   */
  async takeOver(actor: Actor, signal?: AbortSignal): Promise<SitesTakenOver> {
    const { sites, failed } = await this.look(signal);
    return this.transactions.run(async () => {
      const kept = await this.sites.keep(sites);
      const [added, renamed] = [kept.filter(({ created }) => created), kept.filter(({ created }) => !created)];
      if (kept.length > 0) await this.record(actor, added, renamed, failed);
      return { seen: sites.length, added: added.length, renamed: renamed.length, failed };
    });
  }

  /** Asks all controllers at once. */
  private async look(signal?: AbortSignal): Promise<Seen> {
    const { names } = this.controller;
    if (names.length === 0) throw UnifiError.notConfigured();
    const looks = await Promise.allSettled(names.map((name) => this.sitesOf(name, signal)));
    const failed = names.filter((_, place) => looks[place]?.status === 'rejected');
    const failures = looks.flatMap((look) => (look.status === 'rejected' ? [look.reason as unknown] : []));
    if (failures.length === names.length) throw failures[0];
    for (const failure of failures) {
      this.logger.warn(`Sites were not synced: ${failure instanceof Error ? failure.message : String(failure)}`);
    }
    return { sites: looks.flatMap((look) => (look.status === 'fulfilled' ? look.value : [])), failed };
  }

  private async sitesOf(controller: string, signal?: AbortSignal): Promise<SeenSite[]> {
    const client = await this.controller.client({ controller });
    const sites = (await client.selfSites({ signal })).map(({ name, description }): [string, SeenSite] => [
      name,
      { id: newId(), name: description, siteId: name, controller },
    ]);
    return [...new Map(sites).values()];
  }

  private async record(
    actor: Actor,
    added: readonly KeptSite[],
    renamed: readonly KeptSite[],
    failed: readonly string[],
  ): Promise<void> {
    const missing = failed.length === 0 ? '' : `; ${failed.join(', ')} could not be read`;
    await this.audit.record(actor, {
      action: 'unifi.site.sync',
      ...(failed.length > 0 && { level: 'warning' }),
      message: `UniFi sites were synced: ${added.length} added, ${renamed.length} renamed${missing}`,
      after: { added: namesOf(added), renamed: namesOf(renamed), ...(failed.length > 0 && { failed }) },
    });
  }
}

const namesOf = (sites: readonly KeptSite[]): string[] => sites.slice(0, MOST_NAMES).map(({ name }) => name);
