import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import { ConnectWiseError } from '../../connectwise';
import { OpportunityError } from '../sales.errors';
import { OpportunityPermission } from '../sales.permissions';
import {
  OpportunityProductDto,
  ProductSequenceDto,
  ResequencedProductsDto,
  toOpportunityProductDto,
  toResequencedProductsDto,
} from './opportunity-product.dto';
import { OpportunityProductsService } from './opportunity-products.service';

const errors = [OpportunityError.notFound, ConnectWiseError.unreachable, ConnectWiseError.timeout];

@SurfaceController(surfaces.optima, {
  path: 'sales/opportunities/:identifier/products',
  name: 'opportunityProducts',
  tag: 'Sales',
})
export class OpportunityProductsOptimaController {
  constructor(private readonly products: OpportunityProductsService) {}

  @Route({
    get: '',
    access: [OpportunityPermission.fetch],
    returns: list(OpportunityProductDto),
    errors,
    summary: 'List the products of an opportunity',
    description:
      'The items of its forecast in their order, with what procurement cancelled of them. Always from ConnectWise.',
    message: 'Opportunity products fetched successfully!',
  })
  list(@Param('identifier') identifier: string) {
    return this.products.list(identifier).then((products) => products.map(toOpportunityProductDto));
  }

  @Route({
    patch: 'sequence',
    access: [OpportunityPermission.productUpdate],
    returns: one(ResequencedProductsDto),
    errors,
    summary: 'Put the products of an opportunity in order',
    description:
      'All of them: a place in the list, counted from 1, becomes the sequence number. ConnectWise may give items new ' +
      'ids; `idMap` tells them.',
    message: 'Product sequence updated successfully!',
  })
  resequence(
    @CurrentActor() actor: Actor,
    @Param('identifier') identifier: string,
    @Body() { orderedIds }: ProductSequenceDto,
  ) {
    return this.products.resequence(actor, identifier, orderedIds).then(toResequencedProductsDto);
  }
}
