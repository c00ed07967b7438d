import type * as Contract from '@contract/optima';
import { Answer, assertSame, Flag, Integer, ListOf, Nested, Text } from '@app/contract';
import type { CompanyQuery } from './companies.service';
import type { CompanyRecord } from './companies.repository';
import type { CompanyData } from './company-data';
import type { CompanySummary } from './company-statements';
import type { CompanyParts, LiveCompany } from './live-companies';

export class CompanyListQueryDto implements CompanyQuery {
  @Integer({ optional: true, min: 1, max: 1_000_000, description: '1-based; 1 when left out.' })
  page?: number;

  @Integer({ optional: true, min: 1, max: 500, description: 'Records per page; 30 when left out.' })
  rpp?: number;

  @Text({
    optional: true,
    max: 200,
    description:
      'Text that the name or the ConnectWise identifier contains, whatever its case and accents. An empty text finds everything.',
  })
  search?: string;
}

const flag = (key: string) => ({ optional: true, max: 16, description: `\`true\` adds \`${key}\` to \`cw_Data\`.` });

/** Texts and not booleans: what counts as true here must be what the guard takes for it, `true` and nothing else. */
export class CompanyFetchQueryDto {
  @Text(flag('address'))
  includeAddress?: string;

  @Text(flag('primaryContact'))
  includePrimaryContact?: string;

  @Text(flag('allContacts'))
  includeAllContacts?: string;
}

export class CompanyAddressDto implements Contract.CompanyAddress {
  @Text({ nullable: true })
  line1: string | null;

  @Text({ nullable: true })
  line2: string | null;

  @Text({ nullable: true })
  city: string | null;

  @Text({ nullable: true })
  state: string | null;

  @Text({ nullable: true })
  zip: string | null;

  @Text({ nullable: true })
  country: string | null;
}

export class CompanyContactDto implements Contract.CompanyContact {
  @Text({ nullable: true })
  firstName: string | null;

  @Text({ nullable: true })
  lastName: string | null;

  @Integer({ description: "The contact's id in ConnectWise." })
  cwId: number;

  @Flag()
  inactive: boolean;

  @Text({ nullable: true })
  title: string | null;

  @Text({ nullable: true })
  phone: string | null;

  @Text({ nullable: true })
  email: string | null;
}

export class CompanyDataDto implements Contract.CompanyData {
  @Nested(() => CompanyAddressDto, {
    optional: true,
    nullable: true,
    description: 'Null for a company without an address.',
  })
  address?: CompanyAddressDto | null;

  @Nested(() => CompanyContactDto, { optional: true, nullable: true, description: 'Null for a company without one.' })
  primaryContact?: CompanyContactDto | null;

  @ListOf(() => CompanyContactDto, { optional: true })
  allContacts?: CompanyContactDto[];
}

export class CompanySummaryDto implements Contract.CompanySummary {
  @Text()
  id: string;

  @Text()
  name: string;

  @Integer({
    nullable: true,
    description: "The company's id in ConnectWise; null for one that ConnectWise does not know.",
  })
  cw_CompanyId: number | null;

  @Text({
    nullable: true,
    description: "The company's short name in ConnectWise; null for one that ConnectWise does not know.",
  })
  cw_Identifier: string | null;
}

export class CompanyDto extends CompanySummaryDto implements Contract.Company {
  @Nested(() => CompanyDataDto)
  cw_Data: CompanyDataDto;
}

assertSame<CompanyAddressDto, Contract.CompanyAddress>();
assertSame<CompanyContactDto, Contract.CompanyContact>();
assertSame<CompanyDataDto, Contract.CompanyData>();
assertSame<CompanySummaryDto, Contract.CompanySummary>();
assertSame<CompanyDto, Contract.Company>();

export const toCompanySummaryDto = ({ id, name, cwCompanyId, cwIdentifier }: CompanySummary): CompanySummaryDto => ({
  id,
  name,
  cw_CompanyId: cwCompanyId,
  cw_Identifier: cwIdentifier,
});

const isSet = (flag: string | undefined): boolean => flag === 'true';

const toCompanyDataDto = (
  { address = null, primaryContact = null, allContacts = [] }: CompanyData,
  { includeAddress, includePrimaryContact, includeAllContacts }: CompanyFetchQueryDto,
): CompanyDataDto => ({
  ...(isSet(includeAddress) && { address }),
  ...(isSet(includePrimaryContact) && { primaryContact }),
  ...(isSet(includeAllContacts) && { allContacts: [...allContacts] }),
});

const toCompanyDto = (
  { id, name, cwCompanyId, cwIdentifier, cwData }: CompanyRecord,
  query: CompanyFetchQueryDto,
): CompanyDto => ({
  id,
  name,
  cw_CompanyId: cwCompanyId,
  cw_Identifier: cwIdentifier,
  cw_Data: toCompanyDataDto(cwData, query),
});

export const partsOf = ({ includePrimaryContact, includeAllContacts }: CompanyFetchQueryDto): CompanyParts => ({
  primaryContact: isSet(includePrimaryContact),
  allContacts: isSet(includeAllContacts),
});

/** Says how old the answer is when it is not of now. */
export function toCompanyAnswer(
  { company, staleSeconds }: LiveCompany,
  query: CompanyFetchQueryDto,
): Answer<CompanyDto> {
  const answer = new Answer(toCompanyDto(company, query));
  return staleSeconds === null ? answer : answer.header('x-data-stale', 'true').header('age', String(staleSeconds));
}

/** Whatever ConnectWise says of a device; its fields are not ours to name. */
export const configuration = { schema: { type: 'object', additionalProperties: true } };
