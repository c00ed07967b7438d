import { Param } from '@nestjs/common';
import { list, Route, SurfaceController, surfaces } from '@app/contract';
import { ConnectWiseError } from '../../connectwise';
import { OpportunityError } from '../sales.errors';
import { OpportunityPermission } from '../sales.permissions';
import { OpportunityContactDto } from './opportunity-contact.dto';
import { OpportunityContactsService } from './opportunity-contacts.service';

@SurfaceController(surfaces.optima, {
  path: 'sales/opportunities/:identifier/contacts',
  name: 'opportunityContacts',
  tag: 'Sales',
})
export class OpportunityContactsOptimaController {
  constructor(private readonly contacts: OpportunityContactsService) {}

  @Route({
    get: '',
    access: [OpportunityPermission.fetch],
    returns: list(OpportunityContactDto),
    errors: [OpportunityError.notFound, ConnectWiseError.unreachable, ConnectWiseError.timeout],
    summary: 'List the contacts of an opportunity',
    description: 'In the order of their ids, the first 1,000. Always from ConnectWise.',
    message: 'Opportunity contacts fetched successfully!',
  })
  list(@Param('identifier') identifier: string) {
    return this.contacts.list(identifier);
  }
}
