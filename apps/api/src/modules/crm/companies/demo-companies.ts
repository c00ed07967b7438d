import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { systemActor } from '@app/kernel';
import { AppConfig } from '../../../config';
import { CompaniesRepository, type NewCompany } from './companies.repository';
import { demoCompanies } from './demo-company-rows';

/** Gives the demo customers to look at, once: as long as there is any company, none is added. */
@Injectable()
export class DemoCompanies implements OnApplicationBootstrap {
  constructor(
    private readonly companies: CompaniesRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.demo) return;
    await this.transactions.run(async () => {
      await this.companies.serializeSeeding();
      if (await this.companies.any()) return;
      for (const company of demoCompanies) await this.add(company);
    });
  }

  private async add(company: NewCompany): Promise<void> {
    const { id, name, cwCompanyId, cwIdentifier } = await this.companies.insert(company);
    await this.audit.record(systemActor(), {
      action: 'company.create',
      message: `Demo company ${name} was created`,
      target: { type: 'company', id, name },
      after: { name, cwCompanyId, cwIdentifier },
    });
  }
}
