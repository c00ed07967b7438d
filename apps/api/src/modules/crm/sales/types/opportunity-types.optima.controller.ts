import { list, Route, SurfaceController, surfaces } from '@app/contract';
import { OpportunityPermission } from '../sales.permissions';
import { OpportunityTypeDto, toOpportunityTypeDto } from './opportunity-type.dto';
import { OpportunityTypesService } from './opportunity-types.service';

@SurfaceController(surfaces.optima, { path: 'sales/opportunity-types', name: 'opportunityTypes', tag: 'Sales' })
export class OpportunityTypesOptimaController {
  constructor(private readonly types: OpportunityTypesService) {}

  @Route({
    get: '',
    access: [OpportunityPermission.fetchMany],
    returns: list(OpportunityTypeDto),
    summary: 'List the quote statuses',
    description:
      'By name: the canonical statuses, as ConnectWise has them now if it answers, and those that it has beyond them.',
    message: 'Opportunity Types Fetched Successfully!',
  })
  list() {
    return this.types.list().then((types) => types.map(toOpportunityTypeDto));
  }
}
