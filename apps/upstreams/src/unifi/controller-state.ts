import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Fields } from '../fields';
import type { Document, SiteRecords } from './data/document';
import { generateRecords } from './data/site-records';
import { generateSites, newSite, type Site } from './data/sites';
import { objectId } from './data/object-id';
import { Refusal } from './refusal';
import type { UnifiSimulatorSettings } from './unifi-settings';

/** What the state file holds: only what differs from the generated data. */
interface Saved {
  readonly added: Site[];
  readonly records: Record<string, SiteRecords>;
  created: number;
}

/** Sites and what they hold. What nobody has changed is generated when it is first read. */
export class ControllerState {
  private readonly generated: Site[];
  private readonly unchanged = new Map<string, SiteRecords>();
  private readonly saved: Saved;

  constructor(private readonly settings: Pick<UnifiSimulatorSettings, 'seed' | 'sites' | 'statePath'>) {
    const { statePath, seed, sites } = settings;
    this.generated = generateSites(seed, sites);
    this.saved =
      statePath !== null && existsSync(statePath)
        ? (JSON.parse(readFileSync(statePath, 'utf8')) as Saved)
        : { added: [], records: {}, created: 0 };
  }

  get sites(): readonly Site[] {
    return [...this.generated, ...this.saved.added];
  }

  /** @throws Refusal `api.err.NoSiteContext` */
  site(name: string): Site {
    const site = this.sites.find((candidate) => candidate.name === name);
    if (!site) throw new Refusal(401, 'api.err.NoSiteContext');
    return site;
  }

  addSite(desc: string): Site {
    const { seed } = this.settings;
    const site = newSite(seed, this.generated.length + this.saved.added.length, desc);
    this.saved.added.push(site);
    this.saved.records[site.name] = generateRecords(seed, site, true);
    this.save();
    return site;
  }

  records(name: string): SiteRecords {
    const site = this.site(name);
    const known = this.saved.records[name] ?? this.unchanged.get(name);
    if (known) return known;
    const records = generateRecords(this.settings.seed, site);
    this.unchanged.set(name, records);
    return records;
  }

  insert(site: string, collection: keyof SiteRecords, fields: object): Document {
    this.saved.created += 1;
    const document = { ...fields, _id: objectId(this.settings.seed, site, collection, 'new', this.saved.created) };
    this.records(site)[collection].push(document);
    this.changed(site);
    return document;
  }

  replace(site: string, collection: keyof SiteRecords, document: Document): void {
    const documents = this.records(site)[collection];
    documents.splice(
      documents.findIndex(({ _id }) => _id === document._id),
      1,
      document,
    );
    this.changed(site);
  }

  /** As if something had happened to a device: it went off, was upgraded, was named. @throws Refusal when there is none */
  changeDevice(site: string, mac: string, fields: Fields): void {
    const device = this.records(site).device.find((candidate) => candidate.mac === mac);
    if (!device) throw new Refusal(400, 'api.err.UnknownDevice');
    this.replace(site, 'device', { ...device, ...fields, _id: device._id });
  }

  private changed(site: string): void {
    this.saved.records[site] = this.records(site);
    this.save();
  }

  /** Whole or not at all, so that a kill never leaves half a file. */
  private save(): void {
    const { statePath } = this.settings;
    if (statePath === null) return;
    mkdirSync(dirname(statePath), { recursive: true });
    const draft = `${statePath}.draft`;
    writeFileSync(draft, JSON.stringify(this.saved));
    renameSync(draft, statePath);
  }
}
