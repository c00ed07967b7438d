import { Body, Param, Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, page, Route, SurfaceController, surfaces, VisibleKeys } from '@app/contract';
import type { Actor } from '@app/kernel';
import { ConnectWiseError } from '../connectwise';
import * as dto from './catalog.dto';
import { CatalogError } from './catalog.errors';
import { catalogItemGate, CatalogPermission } from './catalog.permissions';
import { CatalogService } from './catalog.service';

@SurfaceController(surfaces.optima, { path: 'procurement', name: 'catalog', tag: 'Procurement' })
export class CatalogOptimaController {
  constructor(private readonly catalog: CatalogService) {}

  @Route({
    get: 'items',
    access: [CatalogPermission.fetchMany],
    returns: page(dto.CatalogItemDto, 'meta'),
    gate: catalogItemGate,
    summary: 'List catalogue items',
    description: 'By name. All filters given must hold.',
    message: 'Catalog items fetched successfully!',
  })
  list(@Query() query: dto.CatalogListQueryDto, @VisibleKeys() keys: readonly string[]) {
    return this.catalog.list(query, keys);
  }

  @Route({
    get: 'items/:identifier',
    access: [CatalogPermission.fetch],
    returns: one(dto.CatalogItemDetailDto),
    gate: catalogItemGate,
    errors: [CatalogError.notFound],
    summary: 'Fetch a catalogue item',
    message: 'Catalog item fetched successfully!',
  })
  fetch(
    @Param('identifier') identifier: string,
    @Query() { includeLinkedItems }: dto.CatalogFetchQueryDto,
    @VisibleKeys() keys: readonly string[],
  ) {
    return this.catalog.get(identifier, keys, includeLinkedItems);
  }

  @Route({
    post: 'items/:identifier/refresh-inventory',
    access: [CatalogPermission.refreshInventory],
    returns: one(dto.CatalogItemDto),
    gateWrite: catalogItemGate,
    errors: [CatalogError.notFound, ConnectWiseError.unreachable, ConnectWiseError.timeout],
    summary: 'Ask ConnectWise how many are on hand',
    message: 'Inventory refreshed successfully!',
  })
  refreshInventory(
    @CurrentActor() actor: Actor,
    @Param('identifier') identifier: string,
    @VisibleKeys() keys: readonly string[],
  ) {
    return this.catalog.refreshInventory(actor, identifier, keys);
  }

  @Route({
    get: 'items/:identifier/linked',
    access: [CatalogPermission.fetch],
    returns: list(dto.CatalogItemDto),
    gate: catalogItemGate,
    errors: [CatalogError.notFound],
    summary: 'List the items linked to a catalogue item',
    description: 'By name. Links have no direction.',
    message: 'Linked catalog items fetched successfully!',
  })
  listLinked(@Param('identifier') identifier: string, @VisibleKeys() keys: readonly string[]) {
    return this.catalog.linked(identifier, keys);
  }

  @Route({
    post: 'items/:identifier/link',
    access: [CatalogPermission.link],
    returns: one(dto.CatalogItemWithLinksDto),
    gateWrite: catalogItemGate,
    errors: [CatalogError.notFound, CatalogError.tooManyLinks],
    summary: 'Link two catalogue items',
    description: 'Links have no direction; linking again changes nothing. At most 500 links of an item.',
    message: 'Catalog item linked successfully!',
  })
  link(
    @CurrentActor() actor: Actor,
    @Param('identifier') identifier: string,
    @Body() { targetId }: dto.CatalogLinkDto,
    @VisibleKeys() keys: readonly string[],
  ) {
    return this.catalog.link(actor, identifier, targetId, keys);
  }

  @Route({
    post: 'items/:identifier/unlink',
    access: [CatalogPermission.link],
    returns: one(dto.CatalogItemWithLinksDto),
    gateWrite: catalogItemGate,
    errors: [CatalogError.notFound],
    summary: 'Remove the link between two catalogue items',
    description: 'Items that are not linked stay as they are.',
    message: 'Catalog item unlinked successfully!',
  })
  unlink(
    @CurrentActor() actor: Actor,
    @Param('identifier') identifier: string,
    @Body() { targetId }: dto.CatalogLinkDto,
    @VisibleKeys() keys: readonly string[],
  ) {
    return this.catalog.unlink(actor, identifier, targetId, keys);
  }

  @Route({
    get: 'count',
    access: [CatalogPermission.fetchMany],
    returns: one(dto.CatalogCountDto),
    summary: 'Count the catalogue items',
    message: 'Catalog item count fetched successfully!',
  })
  count(@Query() { activeOnly }: dto.CatalogCountQueryDto) {
    return this.catalog.count(activeOnly);
  }

  @Route({
    get: 'categories',
    access: [CatalogPermission.fetchMany],
    returns: one(dto.CatalogTaxonomyDto),
    summary: 'Fetch the category and ecosystem trees',
    description:
      'Categories as ConnectWise had them at the last sync. A group is what stands before the first hyphen in the names of its subcategories.',
    message: 'Category and ecosystem data fetched successfully!',
  })
  categories() {
    return this.catalog.taxonomy();
  }

  @Route({
    get: 'filters',
    access: [CatalogPermission.fetchMany],
    returns: one(dto.CatalogFiltersDto),
    summary: 'List the values to filter catalogue items by',
    description: 'Each list is sorted and holds a value once, at most 10,000 of them.',
    message: 'Available filter values fetched successfully!',
  })
  filters(@Query() scope: dto.CatalogFilterQueryDto) {
    return this.catalog.filterValues(scope);
  }
}
