import { Body, Param, Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces, VisibleKeys } from '@app/contract';
import type { Actor } from '@app/kernel';
import { UnifiError } from '../controller';
import { UnifiSiteError } from '../site.errors';
import { UnifiPermission, unifiSiteGate } from '../unifi.permissions';
import * as dto from './site.dto';
import { SiteSync } from './site-sync.service';
import { SitesService } from './sites.service';

const upstream = [UnifiError.unreachable, UnifiError.timeout];

@SurfaceController(surfaces.optima, { path: 'unifi', name: 'unifiSites', tag: 'UniFi' })
export class SitesOptimaController {
  constructor(
    private readonly sites: SitesService,
    private readonly siteSync: SiteSync,
  ) {}

  @Route({
    get: 'sites',
    access: [UnifiPermission.access, UnifiPermission.sitesFetchMany],
    returns: list(dto.UnifiSiteWithCompanyDto),
    gate: unifiSiteGate,
    summary: 'List the UniFi sites',
    description: 'By name, as they were at the last sync; up to 10,000. `company` is null where a site is not linked.',
    message: 'UniFi Sites Fetched Successfully!',
  })
  list(
    @CurrentActor() actor: Actor,
    @Query() { controller }: dto.UnifiSiteListQueryDto,
    @VisibleKeys() keys: readonly string[],
  ) {
    return this.sites.list(actor, keys, controller);
  }

  @Route({
    get: 'controllers',
    access: [UnifiPermission.access, UnifiPermission.sitesFetchMany],
    returns: list(dto.UnifiControllerInfoDto),
    summary: 'List the UniFi controllers',
    description: 'Those of the configuration, the default one first, then those that only sites remember. Up to 1,000.',
    message: 'UniFi Controllers Fetched Successfully!',
  })
  listControllers() {
    return this.sites.listControllers();
  }

  @Route({
    post: 'sites/sync',
    access: [UnifiPermission.access, UnifiPermission.sitesSync],
    returns: list(dto.UnifiSiteDto),
    gateWrite: unifiSiteGate,
    errors: upstream,
    summary: 'Sync the sites with the controllers',
    description:
      'Adds sites that are new there and renames known ones. None is deleted here, and none loses its company. A controller that fails does not hold up the others; when every one fails, so does this. The answer lists all sites by name.',
    message: 'UniFi Sites Synced Successfully!',
  })
  sync(@CurrentActor() actor: Actor, @VisibleKeys() keys: readonly string[]) {
    return this.siteSync.sync(actor, keys).then(dto.toSyncedAnswer);
  }

  @Route({
    post: 'sites/create',
    access: [UnifiPermission.access, UnifiPermission.sitesCreate],
    returns: one(dto.UnifiSiteDto),
    gateWrite: unifiSiteGate,
    errors: upstream,
    summary: 'Create a site',
    description:
      'On the controller, and here. Where there are several and none is the default one, `controller` is required.',
    message: 'UniFi Site Created Successfully!',
  })
  create(@CurrentActor() actor: Actor, @Body() body: dto.UnifiSiteCreateDto, @VisibleKeys() keys: readonly string[]) {
    return this.sites.create(actor, body, keys);
  }

  @Route({
    get: 'site/:id',
    access: [UnifiPermission.access, UnifiPermission.sitesFetch],
    returns: one(dto.UnifiSiteDto),
    gate: unifiSiteGate,
    errors: [UnifiSiteError.notFound],
    summary: 'Fetch a site',
    message: 'UniFi Site Fetched Successfully!',
  })
  fetch(@Param('id') id: string, @VisibleKeys() keys: readonly string[]) {
    return this.sites.show(id, keys);
  }

  @Route({
    post: 'site/:id/link',
    access: [UnifiPermission.access, UnifiPermission.sitesLink],
    returns: one(dto.UnifiSiteDto),
    gateWrite: unifiSiteGate,
    errors: [UnifiSiteError.notFound],
    summary: 'Link a site to a company',
    description: 'A site belongs to one company at most: linking it to another one moves it there.',
    message: 'UniFi Site Linked to Company Successfully!',
  })
  link(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { companyId }: dto.UnifiSiteLinkDto,
    @VisibleKeys() keys: readonly string[],
  ) {
    return this.sites.link(actor, id, companyId, keys);
  }

  @Route({
    post: 'site/:id/unlink',
    access: [UnifiPermission.access, UnifiPermission.sitesLink],
    returns: one(dto.UnifiSiteDto),
    gateWrite: unifiSiteGate,
    errors: [UnifiSiteError.notFound],
    summary: 'Unlink a site from its company',
    description: 'A site without a company stays as it is.',
    message: 'UniFi Site Unlinked from Company Successfully!',
  })
  unlink(@CurrentActor() actor: Actor, @Param('id') id: string, @VisibleKeys() keys: readonly string[]) {
    return this.sites.unlink(actor, id, keys);
  }
}
