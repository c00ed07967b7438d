export { CompanyError } from './companies.errors';
export { CompaniesModule } from './companies.module';
export { companyGate, CompanyPermission } from './companies.permissions';
export { CompaniesService } from './companies.service';
export type { CompanyReference } from './companies.repository';
export type { CompanyAddress, CompanyContact, CompanyData } from './company-data';
export { CompanyAddressDto, CompanyDataDto } from './company.dto';
