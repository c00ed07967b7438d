import type * as Contract from '@contract/optima';
import { assertSame, Flag, Integer, ListOf, Text } from '@app/contract';

const groupName = { min: 1, max: 128, pattern: /\S/ };
const limit = (direction: string) => ({
  min: -1,
  max: 100_000,
  optional: true,
  description: `${direction} in kbit/s, from 2 to 100000; -1, or left out, for no limit.`,
});

export class UnifiWlanGroupDto implements Contract.UnifiWlanGroup {
  @Text()
  id: string;

  @Text()
  name: string;

  @Text({ nullable: true })
  siteId: string | null;

  @Flag()
  noDelete: boolean;

  @Flag()
  noEdit: boolean;

  @Flag()
  hidden: boolean;
}

export class UnifiWlanGroupCreateDto implements Contract.UnifiWlanGroupCreate {
  @Text(groupName)
  name: string;
}

export class UnifiApGroupDto implements Contract.UnifiApGroup {
  @Text()
  id: string;

  @Text()
  name: string;

  @ListOf('text')
  deviceMacs: string[];

  @Flag()
  noDelete: boolean;
}

export class UnifiSpeedProfileDto implements Contract.UnifiSpeedProfile {
  @Text()
  id: string;

  @Text()
  name: string;

  @Text({ nullable: true })
  siteId: string | null;

  @Flag()
  noDelete: boolean;

  @Integer()
  downloadLimitKbps: number;

  @Integer()
  uploadLimitKbps: number;
}

export class UnifiSpeedProfileCreateDto implements Contract.UnifiSpeedProfileCreate {
  @Text(groupName)
  name: string;

  @Integer(limit('Download'))
  downloadLimitKbps?: number;

  @Integer(limit('Upload'))
  uploadLimitKbps?: number;
}

assertSame<UnifiWlanGroupDto, Contract.UnifiWlanGroup>();
assertSame<UnifiWlanGroupCreateDto, Contract.UnifiWlanGroupCreate>();
assertSame<UnifiApGroupDto, Contract.UnifiApGroup>();
assertSame<UnifiSpeedProfileDto, Contract.UnifiSpeedProfile>();
assertSame<UnifiSpeedProfileCreateDto, Contract.UnifiSpeedProfileCreate>();
