import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { invalidField } from '@app/kernel';

export interface SiteTarget {
  readonly siteIds?: readonly string[];
  readonly allLinked?: boolean;
}

const MOST_SITES = 10_000;

const KNOWN = statement(
  'unifi-template-sites-known',
  `select id from unifi_sites where id = any($1::text[]) order by name, id`,
);
const LINKED = statement(
  'unifi-template-sites-linked',
  `select id from unifi_sites where company_id is not null order by name, id limit ${MOST_SITES + 1}`,
);

/** The sites that somebody names. */
@Injectable()
export class TemplateSites {
  constructor(private readonly database: Database) {}

  /** By name of the site. @throws 400 unless it is either some sites or all of them */
  async of({ siteIds, allLinked = false }: SiteTarget): Promise<string[]> {
    const path = ['body', 'siteIds'];
    if (siteIds && allLinked) throw invalidField(path, 'siteIds and allLinked exclude each other');
    if (siteIds) return this.named(siteIds, 'body');
    if (!allLinked) throw invalidField(path, 'siteIds is required unless allLinked is true');
    const found = await this.database.rows<{ id: string }>(LINKED);
    if (found.length > MOST_SITES) throw invalidField(['body', 'allLinked'], `allLinked is for ${MOST_SITES} sites`);
    return found.map(({ id }) => id);
  }

  /** By name of the site, each once. @throws 400 for what is no site */
  async named(siteIds: readonly string[], source: 'body' | 'query'): Promise<string[]> {
    const found = (await this.database.rows<{ id: string }>(KNOWN, [siteIds])).map(({ id }) => id);
    const unknown = siteIds.findIndex((id) => !found.includes(id));
    if (unknown >= 0) throw invalidField([source, 'siteIds', unknown], 'siteIds names no UniFi site');
    return found;
  }
}
