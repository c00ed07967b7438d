import type * as Contract from '@contract/optima';
import { assertSame, Integer, ListOf, Text } from '@app/contract';

export class KeyVersionCountDto implements Contract.KeyVersionCount {
  @Integer()
  version: number;

  @Integer()
  secrets: number;
}

export class KeyRotationDto implements Contract.KeyRotation {
  @Integer({ description: 'The version that seals new secrets.' })
  currentVersion: number;

  @ListOf(() => KeyVersionCountDto)
  versions: KeyVersionCountDto[];

  @Integer({ description: 'Secrets of all other versions.' })
  waiting: number;
}

export class StartedKeyRotationDto implements Contract.StartedKeyRotation {
  @Text({ description: 'Watch it at `/v1/job/{id}`.' })
  jobId: string;

  @Integer()
  waiting: number;
}

assertSame<KeyVersionCountDto, Contract.KeyVersionCount>();
assertSame<KeyRotationDto, Contract.KeyRotation>();
assertSame<StartedKeyRotationDto, Contract.StartedKeyRotation>();
