import type * as Contract from '@contract/liberty';
import { assertSame, Text } from '@app/contract';

const plainText = { optional: true, max: 8192 };

export class LibertyPlainTextDto implements Contract.LibertyPlainText {
  @Text({ ...plainText, description: 'Text to be encrypted.' })
  plain_text?: string;
}

export class LibertyPlainTextQueryDto {
  @Text({ ...plainText, description: 'Text to be encrypted, read only when the body has none.' })
  plain_text?: string;
}

export class LibertyEncryptedDto implements Contract.LibertyEncrypted {
  @Text({ pattern: /^ENC:/ })
  encrypted: string;
}

assertSame<LibertyPlainTextDto, Contract.LibertyPlainText>();
assertSame<LibertyEncryptedDto, Contract.LibertyEncrypted>();

export const toLibertyEncryptedDto = (encrypted: string): LibertyEncryptedDto => ({ encrypted });
