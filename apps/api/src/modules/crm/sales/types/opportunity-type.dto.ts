import type * as Contract from '@contract/optima';
import { assertSame, Flag, Integer, ListOf, Nested, Text } from '@app/contract';
import type { OpportunityType } from './canonical-types';

export class OpportunityTypeInfoDto {
  @Text({ nullable: true })
  lastUpdated: string | null;

  @Text({ nullable: true })
  updatedBy: string | null;
}

export class OpportunityTypeDto implements Contract.OpportunityType {
  @Integer({ description: 'Id in ConnectWise.' })
  id: number;

  @Text()
  name: string;

  @Flag()
  wonFlag: boolean;

  @Flag()
  lostFlag: boolean;

  @Flag()
  closedFlag: boolean;

  @Flag()
  inactiveFlag: boolean;

  @Flag()
  defaultFlag: boolean;

  @Text({ nullable: true })
  enteredBy: string | null;

  @Text({ nullable: true, description: 'As ConnectWise writes it.' })
  dateEntered: string | null;

  @Nested(() => OpportunityTypeInfoDto, { nullable: true })
  _info: OpportunityTypeInfoDto | null;

  @Text({ nullable: true, description: 'Null for a status that the canonical list does not have.' })
  connectWiseId: string | null;

  @ListOf('integer', { description: 'Ids of the statuses of the former system that it stands for.' })
  optimaEquivalency: number[];
}

assertSame<OpportunityTypeInfoDto, NonNullable<Contract.OpportunityTypeInfo>>();
assertSame<OpportunityTypeDto, Contract.OpportunityType>();

export const toOpportunityTypeDto = (type: OpportunityType): OpportunityTypeDto => ({
  ...type,
  optimaEquivalency: [...type.optimaEquivalency],
});
