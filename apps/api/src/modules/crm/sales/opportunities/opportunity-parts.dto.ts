import type * as Contract from '@contract/optima';
import { assertSame, Flag, Integer, Nested, Text } from '@app/contract';
import type { PermissionSet } from '@app/kernel';
import { CompanyAddressDto, type CompanyData, CompanyDataDto, companyGate } from '../../companies';
import type { CwSite } from '../../connectwise';
import type { NamedReference } from './opportunity-snapshot';
import type { OpportunityRow } from './opportunity-statements';

export class OpportunityCompanyDto {
  @Text({ optional: true })
  id?: string;

  @Text({ optional: true })
  name?: string;

  @Text({ optional: true, nullable: true })
  cw_Identifier?: string | null;

  @Integer({ optional: true, nullable: true })
  cw_CompanyId?: number | null;

  @Nested(() => CompanyDataDto, { optional: true })
  cw_Data?: CompanyDataDto;
}

export class OpportunitySiteDto {
  @Integer({ description: 'Id in ConnectWise.' })
  id: number;

  @Text()
  name: string;

  @Nested(() => CompanyAddressDto, { optional: true })
  address?: CompanyAddressDto;

  @Text({ optional: true, nullable: true })
  phoneNumber?: string | null;

  @Text({ optional: true, nullable: true })
  faxNumber?: string | null;

  @Flag({ optional: true })
  primaryAddressFlag?: boolean;

  @Flag({ optional: true })
  defaultShippingFlag?: boolean;

  @Flag({ optional: true })
  defaultBillingFlag?: boolean;

  @Flag({ optional: true })
  defaultMailingFlag?: boolean;
}

assertSame<OpportunityCompanyDto, NonNullable<Contract.OpportunityCompany>>();
assertSame<OpportunitySiteDto, NonNullable<Contract.OpportunitySite>>();

/** The customer as the caller sees companies elsewhere: by their own gate. */
export function toOpportunityCompanyDto(
  permissions: PermissionSet,
  { id, name, cwIdentifier, cwCompanyId, cwData }: NonNullable<OpportunityRow['company']>,
  live: CompanyData | undefined,
): OpportunityCompanyDto {
  const { address = null, allContacts = [] } = live ?? cwData;
  const whole = {
    ...{ id, name, cw_Identifier: cwIdentifier, cw_CompanyId: cwCompanyId },
    cw_Data: { address, allContacts: [...allContacts] },
  };
  const visible = permissions.allowedFields(companyGate.scope, companyGate.fields);
  return Object.fromEntries(Object.entries(whole).filter(([key]) => visible.includes(key)));
}

export function toSiteDto(site: NamedReference | null, details: CwSite | null): OpportunitySiteDto | null {
  if (!site || !details) return site;
  const { addressLine1, addressLine2, city, stateReference, zip, country } = details;
  return {
    ...{ id: site.id, name: details.name },
    address: {
      ...{ line1: addressLine1, line2: addressLine2, city, state: stateReference?.name ?? null },
      ...{ zip, country: country?.name ?? null },
    },
    ...{ phoneNumber: details.phoneNumber, faxNumber: details.faxNumber },
    ...{ primaryAddressFlag: details.primaryAddressFlag, defaultShippingFlag: details.defaultShippingFlag },
    ...{ defaultBillingFlag: details.defaultBillingFlag, defaultMailingFlag: details.defaultMailingFlag },
  };
}
