import { Injectable } from '@nestjs/common';
import { ConnectWise, opportunityContacts, type RecordOf } from '../../connectwise';
import { orAbsent } from '../absent-record';
import { OpportunityDirectory } from '../opportunities/opportunity-directory';
import { OpportunityError } from '../sales.errors';

export type OpportunityContact = RecordOf<ReturnType<typeof opportunityContacts>>;

const MOST_CONTACTS = 1_000;

/** Who has to do with an opportunity, always as ConnectWise has it now. */
@Injectable()
export class OpportunityContactsService {
  constructor(
    private readonly directory: OpportunityDirectory,
    private readonly connectWise: ConnectWise,
  ) {}

  /** @throws 404 `opportunity.notFound`, ConnectWiseError */
  async list(identifier: string): Promise<readonly OpportunityContact[]> {
    const { cwOpportunityId } = await this.directory.get(identifier);
    const { client } = await this.connectWise.connection();
    const reading = client.page(opportunityContacts(cwOpportunityId), { pageSize: MOST_CONTACTS, orderBy: 'id' });
    return (await orAbsent(reading, () => OpportunityError.notFound({ identifier }))).records;
  }
}
