import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, statement, Transactions } from '@app/database';
import { systemActor } from '@app/kernel';
import { AppConfig } from '../../../config';
import { CompaniesService } from '../../crm/companies';
import { CredentialTypesService } from '../credential-types';
import { CredentialsService } from './credentials.service';
import { demoCredentials, demoTypes } from './demo-vault';

const COMPANIES_WITH_CREDENTIALS = 5;

const ONE_SEEDING_AT_A_TIME = statement(
  'credentials-serialize-seeding',
  `select pg_advisory_xact_lock(hashtext('demo-credentials'))`,
);

/** Gives the demo's first customers credentials to look at, once: as long as there is any type, nothing is added. */
@Injectable()
export class DemoCredentials implements OnApplicationBootstrap {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly types: CredentialTypesService,
    private readonly companies: CompaniesService,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.demo) return;
    await this.transactions.run(async () => {
      await this.database.rows(ONE_SEEDING_AT_A_TIME);
      if ((await this.types.list()).length === 0) await this.seed();
    });
  }

  private async seed(): Promise<void> {
    const actor = systemActor();
    const typeIds = new Map<string, string>();
    for (const [key, type] of Object.entries(demoTypes)) {
      typeIds.set(key, (await this.types.create(actor, type)).id);
    }
    const { items } = await this.companies.list({ rpp: COMPANIES_WITH_CREDENTIALS });
    for (const { id: companyId } of items) {
      for (const { type, ...content } of demoCredentials) {
        await this.credentials.create(actor, { ...content, companyId, typeId: typeIds.get(type) ?? '' }, []);
      }
    }
  }
}
