import type { CwOpportunity } from '../../connectwise';

export interface NamedReference {
  readonly id: number;
  readonly name: string;
}

export interface IdentifiedReference extends NamedReference {
  readonly identifier: string;
}

/** All that is shown of an opportunity and comes from ConnectWise; instants as ISO text, for it is stored as JSON. */
export interface OpportunitySnapshot {
  readonly name: string;
  readonly notes: string | null;
  readonly type: NamedReference | null;
  readonly stage: NamedReference | null;
  readonly status: NamedReference | null;
  readonly priority: NamedReference | null;
  readonly rating: NamedReference | null;
  readonly source: string | null;
  readonly campaign: NamedReference | null;
  readonly primarySalesRep: IdentifiedReference | null;
  readonly secondarySalesRep: IdentifiedReference | null;
  readonly contact: NamedReference | null;
  readonly site: NamedReference | null;
  readonly customerPO: string | null;
  readonly totalSalesTax: number;
  readonly location: NamedReference | null;
  readonly department: NamedReference | null;
  readonly expectedCloseDate: string | null;
  readonly pipelineChangeDate: string | null;
  readonly dateBecameLead: string | null;
  readonly closedDate: string | null;
  readonly closedFlag: boolean;
  readonly closedBy: IdentifiedReference | null;
  readonly cwLastUpdated: string | null;
  readonly customFields: readonly Record<string, unknown>[];
}

/** What an opportunity says by an id only. */
export interface SnapshotLookups {
  readonly locations: ReadonlyMap<number, NamedReference>;
  readonly departments: ReadonlyMap<number, NamedReference>;
  /** Quote statuses that close an opportunity. */
  readonly closingStatuses: ReadonlySet<number>;
}

export const isoOf = (instant: Date | null): string | null => instant?.toISOString() ?? null;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectsOf = (values: readonly unknown[]): Record<string, unknown>[] => values.filter(isObject);

/** An id that nothing is known of stays, without a name. */
const resolve = (known: ReadonlyMap<number, NamedReference>, id: number | null): NamedReference | null =>
  id === null ? null : (known.get(id) ?? { id, name: '' });

/** ConnectWise has no flag of its own for closed ones: the status tells, or that there is a date. */
const isClosed = ({ status, closedDate }: CwOpportunity, { closingStatuses }: SnapshotLookups): boolean =>
  closedDate !== null || (status !== null && closingStatuses.has(status.id));

export function toSnapshot(record: CwOpportunity, lookups: SnapshotLookups): OpportunitySnapshot {
  return {
    ...{ name: record.name, notes: record.notes, type: record.type, stage: record.stage, status: record.status },
    ...{ priority: record.priority, rating: record.rating, source: record.source, campaign: record.campaign },
    ...{ primarySalesRep: record.primarySalesRep, secondarySalesRep: record.secondarySalesRep },
    ...{ contact: record.contact, site: record.site, customerPO: record.customerPO },
    totalSalesTax: record.totalSalesTax,
    location: resolve(lookups.locations, record.locationId),
    department: resolve(lookups.departments, record.businessUnitId),
    expectedCloseDate: isoOf(record.expectedCloseDate),
    pipelineChangeDate: isoOf(record.pipelineChangeDate),
    dateBecameLead: isoOf(record.dateBecameLead),
    closedDate: isoOf(record.closedDate),
    closedFlag: isClosed(record, lookups),
    closedBy: record.closedBy,
    cwLastUpdated: isoOf(record._info.lastUpdated),
    customFields: objectsOf(record.customFields),
  };
}
