export { CompaniesModule } from './companies.module';
export { CompaniesService } from './companies.service';
export type { CompanyReference } from './companies.repository';
