import { Injectable, Logger } from '@nestjs/common';
import type { CompanyData } from '../../companies';
import {
  activities,
  companies,
  companySites,
  ConnectWise,
  type ConnectWiseConnection,
  contacts,
  type CwActivity,
  type CwSite,
} from '../../connectwise';
import { toAddress, toContact } from './company-contact';
import type { OpportunityRow } from './opportunity-statements';

/** What ConnectWise adds to opportunities while somebody waits. */
export interface Hydration {
  /** By the ids of companies in ConnectWise. */
  readonly companies: ReadonlyMap<number, CompanyData>;
  /** By the ids of opportunities in ConnectWise. */
  readonly activities: ReadonlyMap<number, readonly CwActivity[]>;
  readonly site: CwSite | null;
  /** Whether ConnectWise gave all of it. */
  readonly complete: boolean;
}

/** Longer than this nobody waits for what can be left out. */
const LONGEST_MS = 3_000;

const grouped = <T>(values: readonly T[], keyOf: (value: T) => number | undefined): Map<number, T[]> => {
  const groups = new Map<number, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
};

/** Asks ConnectWise once per kind of record for all opportunities together, never once per opportunity. */
@Injectable()
export class OpportunityHydration {
  private readonly logger = new Logger('Opportunities');

  constructor(private readonly connectWise: ConnectWise) {}

  /** Never fails: what ConnectWise does not give in time is left out. */
  async ofMany(rows: readonly OpportunityRow[]): Promise<Hydration> {
    return this.gather(rows, async () => null);
  }

  /** The same for one, with its site. */
  async ofOne(row: OpportunityRow): Promise<Hydration> {
    const { cwCompanyId, snapshot } = row;
    return this.gather([row], async ({ client }, signal) =>
      cwCompanyId === null || !snapshot.site
        ? null
        : client.find(companySites(cwCompanyId), snapshot.site.id, { signal }),
    );
  }

  private async gather(
    rows: readonly OpportunityRow[],
    siteOf: (connection: ConnectWiseConnection, signal: AbortSignal) => Promise<CwSite | null>,
  ): Promise<Hydration> {
    const nothing: Hydration = { companies: new Map(), activities: new Map(), site: null, complete: rows.length === 0 };
    if (rows.length === 0) return nothing;
    let connection: ConnectWiseConnection;
    try {
      connection = await this.connectWise.connection();
    } catch (error) {
      this.tell([error]);
      return nothing;
    }
    const signal = AbortSignal.timeout(LONGEST_MS);
    const [companyData, found, site] = await Promise.allSettled([
      this.companiesOf(connection, rows, signal),
      this.activitiesOf(connection, rows, signal),
      siteOf(connection, signal),
    ]);
    const failures = [companyData, found, site].flatMap((part) =>
      part.status === 'rejected' ? [part.reason as unknown] : [],
    );
    this.tell(failures);
    return {
      companies: companyData.status === 'fulfilled' ? companyData.value : nothing.companies,
      activities: found.status === 'fulfilled' ? found.value : nothing.activities,
      site: site.status === 'fulfilled' ? site.value : null,
      complete: failures.length === 0,
    };
  }

  private async companiesOf(
    { client }: ConnectWiseConnection,
    rows: readonly OpportunityRow[],
    signal: AbortSignal,
  ): Promise<Map<number, CompanyData>> {
    const ids = rows.flatMap(({ company }) => company?.cwCompanyId ?? []);
    const [known, people] = await Promise.all([
      client.byIds(companies, ids, { signal }),
      client.byIds(contacts, ids, { path: 'company/id', signal }),
    ]);
    const contactsOf = grouped(people.records, ({ company }) => company?.id);
    return new Map(
      known.records.map((company) => [
        company.id,
        { address: toAddress(company), allContacts: (contactsOf.get(company.id) ?? []).map(toContact) },
      ]),
    );
  }

  private async activitiesOf(
    { client }: ConnectWiseConnection,
    rows: readonly OpportunityRow[],
    signal: AbortSignal,
  ): Promise<Map<number, CwActivity[]>> {
    const ids = rows.map(({ cwOpportunityId }) => cwOpportunityId);
    const { records } = await client.byIds(activities, ids, { path: 'opportunity/id', signal });
    return grouped(records, ({ opportunity }) => opportunity?.id);
  }

  private tell(failures: readonly unknown[]): void {
    if (failures.length === 0) return;
    const reasons = failures.map((failure) => (failure instanceof Error ? failure.message : String(failure)));
    this.logger.warn(`Opportunities are shown without what ConnectWise adds: ${[...new Set(reasons)].join('; ')}`);
  }
}
