import type * as Contract from '@contract/optima';
import { assertSame, Integer, Moment, Text } from '@app/contract';
import type { OneTimeCode } from './one-time-code';

export class OneTimeCodeDto implements Contract.OneTimeCode {
  @Text()
  fieldId: string;

  @Text({ description: 'Zeros at the start count.' })
  code: string;

  @Integer()
  digits: number;

  @Integer({ description: 'How many seconds a code is valid.' })
  period: number;

  @Integer({ description: 'Seconds until the next code, rounded up.' })
  remaining: number;

  @Moment()
  validUntil: string;

  @Text({ optional: true, description: 'As the URI names it.' })
  issuer?: string;

  @Text({ optional: true, description: 'The account, as the URI names it.' })
  label?: string;
}

assertSame<OneTimeCodeDto, Contract.OneTimeCode>();

export const oneTimeCodeDto =
  (fieldId: string) =>
  ({ validUntil, ...code }: OneTimeCode): OneTimeCodeDto => ({
    fieldId,
    ...code,
    validUntil: validUntil.toISOString(),
  });
