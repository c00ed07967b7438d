import type * as Contract from '@contract/optima';
import { assertSame, Text } from '@app/contract';

export class StartedTransferDto implements Contract.StartedTransfer {
  @Text({ description: 'Watch it at `/v1/job/{id}`.' })
  jobId: string;
}

assertSame<StartedTransferDto, Contract.StartedTransfer>();
