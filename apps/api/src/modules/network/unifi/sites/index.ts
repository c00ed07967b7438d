export { SitesService, type SitesTakenOver } from './sites.service';
export type { UnifiSite } from './sites.repository';
