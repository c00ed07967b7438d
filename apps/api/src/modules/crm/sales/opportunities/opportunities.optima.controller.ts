import { Param, Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { one, page, Route, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import { ConnectWiseError } from '../../connectwise';
import { OpportunityError } from '../sales.errors';
import { opportunityGate, OpportunityPermission } from '../sales.permissions';
import { OpportunitiesService } from './opportunities.service';
import {
  opportunitiesAnswer,
  opportunityAnswer,
  OpportunityCountDto,
  OpportunityCountQueryDto,
  OpportunityDto,
  OpportunityListQueryDto,
} from './opportunity.dto';

const errors = [OpportunityError.notFound, ConnectWiseError.unreachable, ConnectWiseError.timeout];

@SurfaceController(surfaces.optima, { path: 'sales/opportunities', name: 'opportunities', tag: 'Sales' })
export class OpportunitiesOptimaController {
  constructor(private readonly opportunities: OpportunitiesService) {}

  @Route({
    get: '',
    access: [OpportunityPermission.fetchMany],
    returns: page(OpportunityDto, 'meta'),
    gate: opportunityGate,
    summary: 'List opportunities',
    description:
      'Newest first. Companies, contacts and activities come from ConnectWise as they are now; when it does not answer ' +
      'in time, what is known here stands for them, without activities, and the header `x-data-stale` says so.',
    message: 'Opportunities fetched successfully!',
  })
  list(@CurrentActor() { principal }: SignedInActor, @Query() query: OpportunityListQueryDto) {
    return this.opportunities.list(query).then(opportunitiesAnswer(principal.permissions));
  }

  @Route({
    get: 'count',
    access: [OpportunityPermission.fetchMany],
    returns: one(OpportunityCountDto),
    summary: 'Count opportunities',
    message: 'Opportunity count fetched successfully!',
  })
  count(@Query() { openOnly }: OpportunityCountQueryDto) {
    return this.opportunities.count(openOnly).then((count) => ({ count }));
  }

  @Route({
    get: ':identifier',
    access: [OpportunityPermission.fetch],
    returns: one(OpportunityDto),
    gate: opportunityGate,
    errors,
    summary: 'Fetch an opportunity',
    description:
      'One that is not known here yet is fetched from ConnectWise by its id there, and kept. Company, contacts, ' +
      'activities and site come from ConnectWise as they are now; when it does not answer in time, what is known here ' +
      'stands for them, and the header `x-data-stale` says so.',
    message: 'Opportunity fetched successfully!',
  })
  fetch(@CurrentActor() { principal }: SignedInActor, @Param('identifier') identifier: string) {
    return this.opportunities.get(identifier).then(opportunityAnswer(principal.permissions));
  }

  @Route({
    post: ':identifier/refresh',
    access: [OpportunityPermission.refresh],
    returns: one(OpportunityDto),
    gateWrite: opportunityGate,
    errors,
    summary: 'Fetch an opportunity anew from ConnectWise',
    message: 'Opportunity refreshed from ConnectWise successfully!',
  })
  refresh(@CurrentActor() actor: SignedInActor, @Param('identifier') identifier: string) {
    return this.opportunities.refresh(actor, identifier).then(opportunityAnswer(actor.principal.permissions));
  }
}
