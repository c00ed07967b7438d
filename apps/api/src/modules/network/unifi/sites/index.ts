export { SitesService } from './sites.service';
