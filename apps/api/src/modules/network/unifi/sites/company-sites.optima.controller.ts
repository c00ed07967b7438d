import { Param } from '@nestjs/common';
import { list, Route, SurfaceController, surfaces, VisibleKeys } from '@app/contract';
import { CompanyError, CompanyPermission } from '../../../crm/companies';
import { UnifiPermission, unifiSiteGate } from '../unifi.permissions';
import { UnifiSiteDto } from './site.dto';
import { SitesService } from './sites.service';

@SurfaceController(surfaces.optima, { path: 'company/companies', name: 'companyUnifiSites', tag: 'UniFi' })
export class CompanySitesOptimaController {
  constructor(private readonly sites: SitesService) {}

  @Route({
    get: ':identifier/unifi/sites',
    access: [UnifiPermission.access, CompanyPermission.fetch],
    returns: list(UnifiSiteDto),
    gate: unifiSiteGate,
    errors: [CompanyError.notFound],
    summary: 'List the UniFi sites of a company',
    description: 'By name; up to 10,000.',
    message: 'Company UniFi Sites Fetched Successfully!',
  })
  list(@Param('identifier') identifier: string, @VisibleKeys() keys: readonly string[]) {
    return this.sites.ofCompany(identifier, keys);
  }
}
