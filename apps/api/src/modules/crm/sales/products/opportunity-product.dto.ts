import type * as Contract from '@contract/optima';
import { assertSame, Decimal, Flag, FreeForm, Integer, ListOf, Moment, Nested, Text } from '@app/contract';
import { isoOf } from '../opportunities/opportunity-snapshot';
import { NamedReferenceDto } from '../reference.dto';
import type { OpportunityProduct, ResequencedProducts } from './opportunity-products.service';

export class ProductSequenceDto implements Contract.ProductSequence {
  @ListOf('integer', { min: 1, max: 500, each: { min: 1 }, description: 'The ids of all items, each once.' })
  orderedIds: number[];
}

export class CatalogItemReferenceDto {
  @Integer()
  id: number;

  @Text()
  identifier: string;
}

export class OpportunityProductDto implements Contract.OpportunityProduct {
  @Integer({ description: 'Id of the forecast item in ConnectWise.' })
  id: number;

  @Text({ nullable: true })
  forecastDescription: string | null;

  @Nested(() => NamedReferenceDto, { nullable: true })
  opportunity: NamedReferenceDto | null;

  @Decimal()
  quantity: number;

  @Nested(() => NamedReferenceDto, { nullable: true })
  status: NamedReferenceDto | null;

  @Flag()
  cancelled: boolean;

  @FreeForm({ type: 'string', enum: ['full', 'partial', null] }, { nullable: true })
  cancellationType: 'full' | 'partial' | null;

  @Decimal()
  quantityCancelled: number;

  @Text({ nullable: true })
  cancelledReason: string | null;

  @Moment({ nullable: true })
  cancelledDate: string | null;

  @Nested(() => CatalogItemReferenceDto, { nullable: true })
  catalogItem: CatalogItemReferenceDto | null;

  @Text({ nullable: true })
  productDescription: string | null;

  @Text({ nullable: true })
  productClass: string | null;

  @Text({ nullable: true })
  forecastType: string | null;

  @Decimal()
  revenue: number;

  @Decimal()
  cost: number;

  @Decimal()
  margin: number;

  @Decimal()
  profit: number;

  @Decimal()
  percentage: number;

  @Flag()
  includeFlag: boolean;

  @Flag()
  linkFlag: boolean;

  @Flag()
  recurringFlag: boolean;

  @Flag()
  taxableFlag: boolean;

  @Decimal()
  recurringRevenue: number;

  @Decimal()
  recurringCost: number;

  @Decimal()
  cycles: number;

  @Decimal()
  sequenceNumber: number;

  @Decimal()
  subNumber: number;

  @Moment({ nullable: true })
  cwLastUpdated: string | null;

  @Text({ nullable: true })
  cwUpdatedBy: string | null;

  @Decimal({ nullable: true, description: 'Null for an item that the local catalogue does not have.' })
  onHand: number | null;

  @Flag({ nullable: true })
  inStock: boolean | null;
}

export class ResequencedProductsDto implements Contract.ResequencedProducts {
  @ListOf(() => OpportunityProductDto)
  products: OpportunityProductDto[];

  @FreeForm(
    { type: 'object', additionalProperties: { type: 'integer' } },
    { description: 'The id that each item of the request has now, by the id it had.' },
  )
  idMap: Record<string, number>;
}

assertSame<ProductSequenceDto, Contract.ProductSequence>();
assertSame<CatalogItemReferenceDto, NonNullable<Contract.CatalogItemReference>>();
assertSame<OpportunityProductDto, Contract.OpportunityProduct>();
assertSame<ResequencedProductsDto, Contract.ResequencedProducts>();

export const toOpportunityProductDto = ({ item, cancellation, onHand }: OpportunityProduct): OpportunityProductDto => ({
  ...{ id: item.id, forecastDescription: item.forecastDescription, opportunity: item.opportunity },
  ...{ quantity: item.quantity, status: item.status, ...cancellation, catalogItem: item.catalogItem },
  ...{ productDescription: item.productDescription, productClass: item.productClass },
  ...{ forecastType: item.forecastType, revenue: item.revenue, cost: item.cost, margin: item.margin },
  // ConnectWise has no such field; cents are kept from the errors of binary fractions.
  profit: Math.round((item.revenue - item.cost) * 100) / 100,
  ...{ percentage: item.percentage, includeFlag: item.includeFlag, linkFlag: item.linkFlag },
  ...{ recurringFlag: item.recurringFlag, taxableFlag: item.taxableFlag },
  ...{ recurringRevenue: item.recurringRevenue, recurringCost: item.recurringCost, cycles: item.cycles },
  ...{ sequenceNumber: item.sequenceNumber, subNumber: item.subNumber },
  ...{ cwLastUpdated: isoOf(item._info.lastUpdated), cwUpdatedBy: item._info.updatedBy },
  ...{ onHand, inStock: onHand === null ? null : onHand > 0 },
});

export const toResequencedProductsDto = ({ products, idMap }: ResequencedProducts): ResequencedProductsDto => ({
  products: products.map(toOpportunityProductDto),
  idMap: Object.fromEntries(idMap),
});
