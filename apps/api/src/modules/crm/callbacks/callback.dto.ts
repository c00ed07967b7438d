import type * as Contract from '@contract/optima';
import { assertSame, Integer, Nested, Text } from '@app/contract';

/** The secret of the registered address, and what ConnectWise writes behind it. */
export class CallbackQueryDto {
  @Text({ min: 1, max: 128, description: 'The secret of the address.' })
  token: string;

  @Text({
    optional: true,
    max: 64,
    description: 'ConnectWise puts the id of the record here. Not signed, so it is not used.',
  })
  recordId?: string;

  @Text({
    optional: true,
    max: 64,
    description: 'ConnectWise puts `added`, `updated` or `deleted` here. Not signed, so it is not used.',
  })
  action?: string;
}

export class ConnectWiseCallbackMetadataDto implements Contract.ConnectWiseCallbackMetadata {
  @Text({ max: 2_000, description: 'Where the signing key is. Only fetched from the configured ConnectWise.' })
  key_url: string;
}

export class ConnectWiseCallbackDto implements Contract.ConnectWiseCallback {
  @Text({ max: 256, description: 'Has to be the configured company.' })
  CompanyId: string;

  @Integer({ description: 'Of the record.' })
  ID: number;

  @Nested(() => ConnectWiseCallbackMetadataDto)
  Metadata: ConnectWiseCallbackMetadataDto;

  @Text({ max: 64, description: 'Kind of the record. One that is not synced is ignored.' })
  Type: string;
}

assertSame<ConnectWiseCallbackMetadataDto, Contract.ConnectWiseCallbackMetadata>();
assertSame<ConnectWiseCallbackDto, Contract.ConnectWiseCallback>();
