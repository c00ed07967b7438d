import type * as Contract from '@contract/optima';
import { assertSame, Choice, Decimal, Flag, Integer, ListOf, Moment, Text } from '@app/contract';
import type { CatalogQuery } from './catalog.service';
import type { FilterScope } from './catalog.repository';

const name = { optional: true, min: 1, max: 200 };
const includeInactive = {
  optional: true,
  description: 'Also items that are inactive or that ConnectWise has no more; false when left out.',
};

export class CatalogListQueryDto implements CatalogQuery {
  @Integer({ optional: true, min: 1, max: 1_000_000, description: '1-based; 1 when left out.' })
  page?: number;

  @Integer({ optional: true, min: 1, max: 500, description: 'Records per page; 30 when left out.' })
  rpp?: number;

  @Text({
    optional: true,
    max: 200,
    description:
      'Text that the name, the description, the part number, the SKU of the vendor or the manufacturer contains, whatever its case and accents. An empty text finds everything.',
  })
  search?: string;

  @Flag(includeInactive)
  includeInactive?: boolean;

  @Text({ ...name, description: 'The exact name of a ConnectWise category.', example: 'Technology' })
  category?: string;

  @Text({ ...name, description: 'The exact name of a ConnectWise subcategory.', example: 'Network-Switch' })
  subcategory?: string;

  @Text({
    ...name,
    description: 'The name of a group of subcategories: what stands before the first hyphen of their names.',
    example: 'Network',
  })
  group?: string;

  @Text({
    ...name,
    description: 'Part of the name of the manufacturer, whatever its case and accents.',
    example: 'ubiquiti',
  })
  manufacturer?: string;

  @Text({
    ...name,
    description: 'The exact name of an ecosystem, see `/v1/procurement/categories`. An unknown one has no items.',
    example: 'Networking',
  })
  ecosystem?: string;

  @Flag({ optional: true, description: '`true` lists only items of which some are on hand.' })
  inStock?: boolean;

  @Decimal({ optional: true, description: 'The lowest price, itself included.' })
  minPrice?: number;

  @Decimal({ optional: true, description: 'The highest price, itself included.' })
  maxPrice?: number;
}

export class CatalogFetchQueryDto {
  @Flag({ optional: true, description: '`true` adds `linkedItems`.' })
  includeLinkedItems?: boolean;
}

export class CatalogCountQueryDto {
  @Flag({ optional: true, description: '`true` counts only items that are not inactive.' })
  activeOnly?: boolean;
}

export class CatalogFilterQueryDto implements FilterScope {
  @Text({
    ...name,
    description: 'Narrows subcategories and manufacturers to items of this category.',
    example: 'Technology',
  })
  category?: string;

  @Text({ ...name, description: 'Narrows manufacturers to items of this subcategory.', example: 'Network-Switch' })
  subcategory?: string;

  @Flag(includeInactive)
  includeInactive?: boolean;
}

export class CatalogLinkDto implements Contract.CatalogLink {
  @Text({
    min: 1,
    max: 200,
    description: 'The other item: its id, its id in ConnectWise or its identifier there.',
  })
  targetId: string;
}

export class CatalogItemDto implements Contract.CatalogItem {
  @Text()
  id: string;

  @Integer({ description: "The item's id in ConnectWise." })
  cwCatalogId: number;

  @Text({ description: "The item's identifier in ConnectWise." })
  identifier: string;

  @Text()
  name: string;

  @Text({ nullable: true })
  description: string | null;

  @Text({ nullable: true })
  customerDescription: string | null;

  @Text({ nullable: true })
  internalNotes: string | null;

  @Text({ nullable: true })
  category: string | null;

  @Integer({ nullable: true })
  categoryCwId: number | null;

  @Text({ nullable: true })
  subcategory: string | null;

  @Integer({ nullable: true })
  subcategoryCwId: number | null;

  @Text({ nullable: true })
  manufacturer: string | null;

  @Integer({ nullable: true, description: "The manufacturer's id in ConnectWise." })
  manufactureCwId: number | null;

  @Text({ nullable: true, description: "The manufacturer's part number." })
  partNumber: string | null;

  @Text({ nullable: true })
  vendorName: string | null;

  @Text({ nullable: true })
  vendorSku: string | null;

  @Integer({ nullable: true })
  vendorCwId: number | null;

  @Decimal()
  price: number;

  @Decimal()
  cost: number;

  @Flag({ description: 'Also true once ConnectWise has the item no more.' })
  inactive: boolean;

  @Flag()
  salesTaxable: boolean;

  @Decimal({ description: 'How many lie in all warehouses, as of the last look.' })
  onHand: number;

  @Moment({ nullable: true, description: 'When ConnectWise changed it last.' })
  cwLastUpdated: string | null;

  @Moment()
  createdAt: string;

  @Moment()
  updatedAt: string;
}

export class LinkedCatalogItemDto implements Contract.LinkedCatalogItem {
  @Text({ optional: true })
  id?: string;

  @Integer({ optional: true })
  cwCatalogId?: number;

  @Text({ optional: true })
  identifier?: string;

  @Text({ optional: true })
  name?: string;
}

export class CatalogItemDetailDto extends CatalogItemDto implements Contract.CatalogItemDetail {
  @ListOf(() => LinkedCatalogItemDto, { optional: true })
  linkedItems?: LinkedCatalogItemDto[];
}

export class CatalogItemWithLinksDto extends CatalogItemDto implements Contract.CatalogItemWithLinks {
  @ListOf(() => LinkedCatalogItemDto)
  linkedItems: LinkedCatalogItemDto[];
}

export class CatalogCountDto implements Contract.CatalogCount {
  @Integer()
  count: number;
}

export class CatalogFiltersDto implements Contract.CatalogFilters {
  @ListOf('text')
  categories: string[];

  @ListOf('text')
  subcategories: string[];

  @ListOf('text')
  manufacturers: string[];
}

export class CatalogSubcategoryDto implements Contract.CatalogSubcategory {
  @Text()
  name: string;

  @Integer()
  cwId: number;
}

export class CatalogCategoryEntryDto implements Contract.CatalogCategoryEntry {
  @Choice(['subcategory', 'group'])
  type: 'subcategory' | 'group';

  @Text()
  name: string;

  @Integer({ optional: true, description: 'Of a subcategory; groups have none.' })
  cwId?: number;

  @ListOf(() => CatalogSubcategoryDto, { optional: true, description: 'Of a group.' })
  subcategories?: CatalogSubcategoryDto[];
}

export class CatalogCategoryDto implements Contract.CatalogCategory {
  @Text()
  name: string;

  @Integer()
  cwId: number;

  @ListOf(() => CatalogCategoryEntryDto)
  entries: CatalogCategoryEntryDto[];
}

export class EcosystemManufacturerDto implements Contract.EcosystemManufacturer {
  @Text()
  name: string;

  @Integer()
  cwId: number;

  @Text()
  category: string;

  @Text()
  subcategoryPrefix: string;
}

export class EcosystemDto implements Contract.Ecosystem {
  @Text()
  name: string;

  @ListOf(() => EcosystemManufacturerDto)
  manufacturers: EcosystemManufacturerDto[];
}

export class CatalogTaxonomyDto implements Contract.CatalogTaxonomy {
  @ListOf(() => CatalogCategoryDto)
  categories: CatalogCategoryDto[];

  @ListOf(() => EcosystemDto)
  ecosystems: EcosystemDto[];
}

assertSame<CatalogLinkDto, Contract.CatalogLink>();
assertSame<CatalogItemDto, Contract.CatalogItem>();
assertSame<LinkedCatalogItemDto, Contract.LinkedCatalogItem>();
assertSame<CatalogItemDetailDto, Contract.CatalogItemDetail>();
assertSame<CatalogItemWithLinksDto, Contract.CatalogItemWithLinks>();
assertSame<CatalogCountDto, Contract.CatalogCount>();
assertSame<CatalogFiltersDto, Contract.CatalogFilters>();
assertSame<CatalogSubcategoryDto, Contract.CatalogSubcategory>();
assertSame<CatalogCategoryEntryDto, Contract.CatalogCategoryEntry>();
assertSame<CatalogCategoryDto, Contract.CatalogCategory>();
assertSame<EcosystemManufacturerDto, Contract.EcosystemManufacturer>();
assertSame<EcosystemDto, Contract.Ecosystem>();
assertSame<CatalogTaxonomyDto, Contract.CatalogTaxonomy>();
