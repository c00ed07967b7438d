import type * as Contract from '@contract/optima';
import { assertSame, Integer, Text } from '@app/contract';

export class NamedReferenceDto {
  @Integer({ description: 'Id in ConnectWise.' })
  id: number;

  @Text()
  name: string;
}

export class IdentifiedReferenceDto {
  @Integer({ description: 'Id in ConnectWise.' })
  id: number;

  @Text()
  identifier: string;

  @Text()
  name: string;
}

assertSame<NamedReferenceDto, NonNullable<Contract.NamedReference>>();
assertSame<IdentifiedReferenceDto, NonNullable<Contract.IdentifiedReference>>();
