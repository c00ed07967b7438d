import { newId } from '@app/kernel';
import type { TestApp } from '../app';

export interface CompanyOptions {
  readonly name?: string;
  readonly cwCompanyId?: number | null;
  readonly cwIdentifier?: string | null;
  /** `address`, `primaryContact` and `allContacts`, as `cw_Data` shows them. */
  readonly cwData?: object;
}

export interface TestCompany {
  readonly id: string;
  readonly name: string;
}

/** A customer; one that ConnectWise does not know unless told otherwise. */
export async function makeCompany(
  app: Pick<TestApp, 'sql'>,
  { name = 'Test Company', cwCompanyId = null, cwIdentifier = null, cwData = {} }: CompanyOptions = {},
): Promise<TestCompany> {
  const id = newId();
  await app.sql('insert into companies (id, name, cw_company_id, cw_identifier, cw_data) values ($1, $2, $3, $4, $5)', [
    id,
    name,
    cwCompanyId,
    cwIdentifier,
    JSON.stringify(cwData),
  ]);
  return { id, name };
}
