import type * as Contract from '@contract/optima';
import { assertSame, FreeForm, Integer, Moment, Nested, Text } from '@app/contract';
import type { FieldGate, PermissionSet } from '@app/kernel';
import { companyGate } from '../../crm/companies';
import { credentialGate } from '../credential-store';
import { credentialTypeGate } from '../credential-types';
import { EmbeddedCompanyDto } from '../credentials';
import { staleReasonList } from './lifecycle.dto';
import type { StaleCredential, StaleQuery } from './stale-credentials.service';
import type { StaleReason } from './stale-reasons';

export class StaleQueryDto implements StaleQuery {
  @Integer({ optional: true, min: 1, max: 1_000_000, description: '1-based; 1 when left out.' })
  page?: number;

  @Integer({ optional: true, min: 1, max: 500, description: 'Records per page; 30 when left out.' })
  rpp?: number;

  @Integer({ optional: true, min: 0, max: 3_650, description: 'How soon an expiry counts; 30 when left out.' })
  withinDays?: number;

  @Text({ optional: true, min: 1, max: 64, description: 'Only credentials of this company.' })
  companyId?: string;
}

export class CredentialTypeNameDto implements Contract.CredentialTypeName {
  @Text({ optional: true })
  id?: string;

  @Text({ optional: true })
  name?: string;
}

export class StaleCredentialDto implements Contract.StaleCredential {
  @Text({ optional: true })
  id?: string;

  @Text({ optional: true })
  name?: string;

  @Nested(() => EmbeddedCompanyDto, { optional: true })
  company?: EmbeddedCompanyDto;

  @Nested(() => CredentialTypeNameDto, { optional: true })
  type?: CredentialTypeNameDto;

  @Moment({ nullable: true })
  expiresAt: string | null;

  @Moment({ nullable: true, description: 'When the oldest current secure value was set; null without one.' })
  oldestSecureValueAt: string | null;

  @FreeForm(staleReasonList)
  reasons: StaleReason[];
}

assertSame<CredentialTypeNameDto, Contract.CredentialTypeName>();
assertSame<StaleCredentialDto, Contract.StaleCredential>();

/** What a gate lets through of an object of its scope. */
const visible = <Value extends object>(
  set: PermissionSet,
  { scope, fields }: FieldGate,
  value: Value,
): Partial<Value> => {
  const allowed = set.allowedFields(scope, fields);
  return Object.fromEntries(Object.entries(value).filter(([key]) => allowed.includes(key))) as Partial<Value>;
};

/** Every object by its own gate, as the caller sees it elsewhere. */
export const staleCredentialDto =
  (set: PermissionSet) =>
  (row: StaleCredential): StaleCredentialDto => ({
    ...visible(set, credentialGate, {
      id: row.id,
      name: row.name,
      company: visible(set, companyGate, { id: row.companyId, name: row.companyName }),
      type: visible(set, credentialTypeGate, { id: row.typeId, name: row.typeName }),
    }),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    oldestSecureValueAt: row.oldestSecureValueAt?.toISOString() ?? null,
    reasons: row.reasons,
  });
