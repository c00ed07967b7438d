import type * as Contract from '@contract/optima';
import { assertSame, Flag, Integer, Nested, Text } from '@app/contract';
import { IdentifiedReferenceDto, NamedReferenceDto } from '../reference.dto';

export class OpportunityContactDto implements Contract.OpportunityContact {
  @Integer({ description: 'Id in ConnectWise.' })
  id: number;

  @Nested(() => NamedReferenceDto, { nullable: true })
  contact: NamedReferenceDto | null;

  @Nested(() => IdentifiedReferenceDto, { nullable: true })
  company: IdentifiedReferenceDto | null;

  @Nested(() => NamedReferenceDto, { nullable: true })
  role: NamedReferenceDto | null;

  @Text({ nullable: true })
  notes: string | null;

  @Flag()
  referralFlag: boolean;
}

assertSame<OpportunityContactDto, Contract.OpportunityContact>();
