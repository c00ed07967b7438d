export { SiteSync, type SitesTakenOver } from './site-sync.service';
export { SitesService } from './sites.service';
export type { UnifiSite } from './sites.repository';
