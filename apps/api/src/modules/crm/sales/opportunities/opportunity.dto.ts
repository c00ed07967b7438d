import type * as Contract from '@contract/optima';
import { Answer, assertSame, Decimal, Flag, FreeForm, Integer, ListOf, Moment, Nested, Text } from '@app/contract';
import { mapPage, type Page, type PermissionSet } from '@app/kernel';
import { IdentifiedReferenceDto, NamedReferenceDto } from '../reference.dto';
import { OpportunityActivityDto, toActivityDto } from './activity.dto';
import type { Hydrated, OpportunityQuery } from './opportunities.service';
import type { Hydration } from './opportunity-hydration';
import { OpportunityCompanyDto, OpportunitySiteDto, toOpportunityCompanyDto, toSiteDto } from './opportunity-parts.dto';
import type { OpportunityRow } from './opportunity-statements';

const named = () => Nested(() => NamedReferenceDto, { nullable: true });
const identified = () => Nested(() => IdentifiedReferenceDto, { nullable: true });

export class OpportunityListQueryDto implements OpportunityQuery {
  @Integer({ optional: true, min: 1, max: 1_000_000, description: '1-based; 1 when left out.' })
  page?: number;

  @Integer({ optional: true, min: 1, max: 100, description: 'Records per page; 30 when left out.' })
  rpp?: number;

  @Text({
    optional: true,
    max: 200,
    description:
      "Text that the opportunity's name contains, whatever its case and accents. An empty text finds everything.",
  })
  search?: string;

  @Flag({ optional: true, description: 'Closed ones as well; not unless told.' })
  includeClosed?: boolean;
}

export class OpportunityCountQueryDto {
  @Flag({ optional: true, description: 'Only those that are not closed; all unless told.' })
  openOnly?: boolean;
}

export class OpportunityCountDto implements Contract.OpportunityCount {
  @Integer({ min: 0 })
  count: number;
}

export class OpportunityDto implements Contract.Opportunity {
  @Text()
  id: string;

  @Integer()
  cwOpportunityId: number;

  @Text()
  name: string;

  @Text({ nullable: true })
  notes: string | null;

  @named()
  type: NamedReferenceDto | null;

  @named()
  stage: NamedReferenceDto | null;

  @named()
  status: NamedReferenceDto | null;

  @named()
  priority: NamedReferenceDto | null;

  @named()
  rating: NamedReferenceDto | null;

  @Text({ nullable: true })
  source: string | null;

  @named()
  campaign: NamedReferenceDto | null;

  @identified()
  primarySalesRep: IdentifiedReferenceDto | null;

  @identified()
  secondarySalesRep: IdentifiedReferenceDto | null;

  @Nested(() => OpportunityCompanyDto, { nullable: true })
  company: OpportunityCompanyDto | null;

  @named()
  contact: NamedReferenceDto | null;

  @Nested(() => OpportunitySiteDto, { nullable: true })
  site: OpportunitySiteDto | null;

  @Text({ nullable: true })
  customerPO: string | null;

  @Decimal()
  totalSalesTax: number;

  @named()
  location: NamedReferenceDto | null;

  @named()
  department: NamedReferenceDto | null;

  @Moment({ nullable: true })
  expectedCloseDate: string | null;

  @Moment({ nullable: true })
  pipelineChangeDate: string | null;

  @Moment({ nullable: true })
  dateBecameLead: string | null;

  @Moment({ nullable: true })
  closedDate: string | null;

  @Flag()
  closedFlag: boolean;

  @identified()
  closedBy: IdentifiedReferenceDto | null;

  @Text({ nullable: true })
  companyId: string | null;

  @Moment({ nullable: true })
  cwLastUpdated: string | null;

  @Moment()
  createdAt: string;

  @Moment()
  updatedAt: string;

  @FreeForm({ type: 'array', items: { type: 'object', additionalProperties: true } })
  customFields: Record<string, unknown>[];

  @ListOf(() => OpportunityActivityDto, { description: 'Empty while ConnectWise does not answer.' })
  activities: OpportunityActivityDto[];
}

assertSame<OpportunityCountDto, Contract.OpportunityCount>();
assertSame<OpportunityDto, Contract.Opportunity>();

const toOpportunityDto =
  (permissions: PermissionSet, { companies, activities, site }: Hydration) =>
  ({ snapshot, company, ...row }: OpportunityRow): OpportunityDto => {
    const live = companies.get(company?.cwCompanyId ?? 0);
    return {
      ...{ id: row.id, cwOpportunityId: row.cwOpportunityId, name: snapshot.name, notes: snapshot.notes },
      ...{ type: snapshot.type, stage: snapshot.stage, status: snapshot.status, priority: snapshot.priority },
      ...{ rating: snapshot.rating, source: snapshot.source, campaign: snapshot.campaign },
      ...{ primarySalesRep: snapshot.primarySalesRep, secondarySalesRep: snapshot.secondarySalesRep },
      company: company && toOpportunityCompanyDto(permissions, company, live),
      ...{ contact: snapshot.contact, site: toSiteDto(snapshot.site, site), customerPO: snapshot.customerPO },
      ...{ totalSalesTax: snapshot.totalSalesTax, location: snapshot.location, department: snapshot.department },
      ...{ expectedCloseDate: snapshot.expectedCloseDate, pipelineChangeDate: snapshot.pipelineChangeDate },
      ...{ dateBecameLead: snapshot.dateBecameLead, closedDate: snapshot.closedDate },
      ...{ closedFlag: snapshot.closedFlag, closedBy: snapshot.closedBy, companyId: company?.id ?? null },
      cwLastUpdated: snapshot.cwLastUpdated,
      ...{ createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() },
      customFields: [...snapshot.customFields],
      activities: (activities.get(row.cwOpportunityId) ?? []).map(toActivityDto),
    };
  };

/** With its age beside it, when ConnectWise did not answer in time. */
const aged = <T>(value: T, staleSeconds: number | null): Answer<T> =>
  staleSeconds === null ? new Answer(value) : new Answer(value).header('x-data-stale', String(staleSeconds));

export const opportunityAnswer =
  (permissions: PermissionSet) =>
  ({ found, hydration, staleSeconds }: Hydrated<OpportunityRow>): Answer<OpportunityDto> =>
    aged(toOpportunityDto(permissions, hydration)(found), staleSeconds);

export const opportunitiesAnswer =
  (permissions: PermissionSet) =>
  ({ found, hydration, staleSeconds }: Hydrated<Page<OpportunityRow>>): Answer<Page<OpportunityDto>> =>
    aged(mapPage(found, toOpportunityDto(permissions, hydration)), staleSeconds);
