export { SitesService } from './sites.service';
export type { UnifiSite } from './sites.repository';
