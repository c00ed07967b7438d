export { CompaniesModule } from './companies.module';
export { companyGate } from './companies.permissions';
export { CompaniesService } from './companies.service';
export type { CompanyReference } from './companies.repository';
