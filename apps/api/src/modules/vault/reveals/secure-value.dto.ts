import type * as Contract from '@contract/optima';
import { assertSame, Text } from '@app/contract';

export class SecureValueDto implements Contract.SecureValue {
  @Text()
  fieldId: string;

  @Text()
  value: string;
}

assertSame<SecureValueDto, Contract.SecureValue>();
