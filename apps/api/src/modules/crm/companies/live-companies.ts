import { Injectable } from '@nestjs/common';
import { Clock, DomainError } from '@app/kernel';
import {
  companies,
  configurations,
  ConnectWise,
  contacts,
  equal,
  type ConnectWiseClient,
  type ConnectWiseConnection,
  type CwCompany,
} from '../connectwise';
import { CompaniesRepository, type CompanyRecord, type FoundCompany } from './companies.repository';
import { CompaniesService } from './companies.service';
import type { CompanyContact, CompanyData } from './company-data';
import { toAddress, toContact } from './connectwise-company';

/** What else to ask ConnectWise for, beside the company itself. */
export interface CompanyParts {
  readonly primaryContact: boolean;
  readonly allContacts: boolean;
}

/** A company, and how many seconds old it is when ConnectWise could not be asked. */
export interface LiveCompany {
  readonly company: CompanyRecord;
  readonly staleSeconds: number | null;
}

/** Nobody waits longer in front of a screen for what is here already. */
const PATIENCE_MS = 3_000;
const MOST_RECORDS = 10_000;

/** Companies as ConnectWise has them now, where it can be asked. */
@Injectable()
export class LiveCompanies {
  constructor(
    private readonly companies: CompaniesService,
    private readonly repository: CompaniesRepository,
    private readonly connectWise: ConnectWise,
    private readonly clock: Clock,
  ) {}

  /** @throws 404 `company.notFound` */
  async get(identifier: string, parts: CompanyParts): Promise<LiveCompany> {
    const company = await this.companies.get(identifier);
    if (company.cwCompanyId === null || !this.connectWise.configured) return { company, staleSeconds: null };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      const connection = await within(signal, this.connectWise.connection());
      return {
        company: await this.refresh(company, company.cwCompanyId, parts, connection, signal),
        staleSeconds: null,
      };
    } catch (error) {
      if (!(error instanceof DomainError) && !signal.aborted) throw error;
      return { company, staleSeconds: this.ageOf(company) };
    }
  }

  /** As ConnectWise has them; there is no copy here. @throws 404, 502, 503, 504 */
  async configurations(identifier: string): Promise<unknown[]> {
    const { cwCompanyId } = await this.companies.get(identifier);
    if (cwCompanyId === null) return [];
    const { client } = await this.connectWise.connection();
    const found: unknown[] = [];
    for await (const { records } of client.pages(configurations, { where: equal('company/id', cwCompanyId) })) {
      found.push(...records);
      if (found.length >= MOST_RECORDS) break;
    }
    return found.slice(0, MOST_RECORDS).map(withoutLinks);
  }

  private async refresh(
    company: CompanyRecord,
    cwCompanyId: number,
    parts: CompanyParts,
    { client }: ConnectWiseConnection,
    signal: AbortSignal,
  ): Promise<CompanyRecord> {
    const current = await client.find(companies, cwCompanyId, { signal });
    if (!current) return this.keep(company, { ...company, data: {}, deleted: true, cwLastUpdated: null });
    const data = { address: toAddress(current), ...(await contactsOf(client, current, parts, signal)) };
    const { name, identifier: cwIdentifier, deletedFlag: deleted, _info } = current;
    return this.keep(company, { name, cwIdentifier, data, deleted, cwLastUpdated: _info.lastUpdated });
  }

  private async keep(company: CompanyRecord, found: FoundCompany): Promise<CompanyRecord> {
    return (await this.repository.refresh(company.id, found)) ?? company;
  }

  private ageOf({ cwRefreshedAt, updatedAt }: CompanyRecord): number {
    const since = (cwRefreshedAt ?? updatedAt).getTime();
    return Math.max(0, Math.round((this.clock.now().getTime() - since) / 1000));
  }
}

async function contactsOf(
  client: ConnectWiseClient,
  { id, defaultContact }: CwCompany,
  { primaryContact, allContacts }: CompanyParts,
  signal: AbortSignal,
): Promise<CompanyData> {
  const primary = async () => {
    const found = defaultContact && (await client.find(contacts, defaultContact.id, { signal }));
    return found ? toContact(found) : null;
  };
  const everybody = async () => {
    const found: CompanyContact[] = [];
    for await (const { records } of client.pages(contacts, { where: equal('company/id', id), signal })) {
      found.push(...records.map(toContact));
      if (found.length >= MOST_RECORDS) break;
    }
    return found;
  };
  const [one, all] = await Promise.all([primaryContact ? primary() : undefined, allContacts ? everybody() : undefined]);
  return { ...(one !== undefined && { primaryContact: one }), ...(all && { allContacts: all }) };
}

/** Addresses of ConnectWise's own API are of no use to whoever asks us. */
function withoutLinks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLinks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.endsWith('_href'))
      .map(([key, inner]) => [key, withoutLinks(inner)]),
  );
}

/** The work, unless the signal comes first; it then goes on by itself. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([work, aborted]);
}
