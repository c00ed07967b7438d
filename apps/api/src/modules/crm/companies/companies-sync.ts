import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '@app/database';
import { newId } from '@app/kernel';
import { companies, type CwCompany } from '../connectwise';
import { Syncs, type Kept, type SyncResource } from '../sync';
import { toAddress } from './connectwise-company';
import { KEEP, MARK_MISSING } from './company-sync-statements';

/** Keeps every company of ConnectWise here, with its address. Contacts are asked for when somebody looks. */
@Injectable()
export class CompaniesSync implements SyncResource<CwCompany>, OnModuleInit {
  readonly name = 'companies';
  readonly title = 'Companies';
  readonly source = companies;
  readonly callbackType = 'Company';

  constructor(
    private readonly database: Database,
    private readonly syncs: Syncs,
  ) {}

  onModuleInit(): void {
    this.syncs.register(this);
  }

  async keep(records: readonly CwCompany[]): Promise<Kept> {
    const values = [JSON.stringify(records.map(toRow))];
    const rows = await this.database.rows<{ created: boolean; changed: boolean }>(KEEP, values);
    const created = rows.filter((row) => row.created).length;
    return { created, updated: rows.filter(({ changed }) => changed).length - created };
  }

  async markMissing(after: number, upTo: number | null, present: readonly number[], startedAt: Date): Promise<number> {
    return (await this.database.rows(MARK_MISSING, [after, upTo, present, startedAt])).length;
  }
}

const toRow = (company: CwCompany) => ({
  ...{ id: newId(), name: company.name, cw_company_id: company.id, cw_identifier: company.identifier },
  ...{ cw_data: { address: toAddress(company) }, deleted: company.deletedFlag },
  cw_last_updated: company._info.lastUpdated?.toISOString() ?? null,
});
