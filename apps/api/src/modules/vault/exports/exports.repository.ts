import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import type { FieldDefinition, GuardedType } from '../credential-types';

/** Which credentials: of one company, of one type, or all. */
export interface Selection {
  readonly companyId: string | null;
  readonly typeId: string | null;
}

export interface ExportedType extends GuardedType {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly FieldDefinition[];
}

export interface ExportedCredential {
  readonly id: string;
  readonly name: string;
  readonly notes: string | null;
  readonly typeId: string;
  readonly companyId: string;
  readonly companyName: string;
  readonly plainValues: Readonly<Record<string, string>>;
  /** Current ones; none when they are not asked for. */
  readonly sealed: readonly { readonly fieldId: string; readonly sealed: string }[];
}

const SELECTED = '($1::text is null or c.company_id = $1) and ($2::text is null or c.type_id = $2)';
const OWN = 'c.sub_credential_of_id is null';

const COUNTS = statement(
  'credential-exports.counts',
  `select count(*) filter (where ${OWN})::int as credentials,
          count(*) filter (where not (${OWN}))::int as "subCredentials" from credentials c where ${SELECTED}`,
);

const TYPES = statement(
  'credential-exports.types',
  `select t.id, t.name, t.fields, t.permission_scope as "permissionScope",
          t.reveal_reason_required as "revealReasonRequired"
     from credential_types t
    where exists (select 1 from credentials c where c.type_id = t.id and ${OWN} and ${SELECTED}) order by t.name_key`,
);

const PAGE = statement(
  'credential-exports.page',
  `select c.id, c.name, c.notes, c.type_id as "typeId", c.company_id as "companyId", co.name as "companyName",
          c.plain_values as "plainValues",
          case when $5::boolean then coalesce((
            select json_agg(json_build_object('fieldId', v.field_id, 'sealed', v.sealed)) from secure_values v
             where v.credential_id = c.id and v.superseded_at is null), '[]') else '[]' end as sealed
     from credentials c join companies co on co.id = c.company_id
    where ${OWN} and ${SELECTED} and c.id > $3 order by c.id limit $4`,
);

@Injectable()
export class ExportsRepository {
  constructor(private readonly database: Database) {}

  async counts({ companyId, typeId }: Selection): Promise<{ credentials: number; subCredentials: number }> {
    const rows = await this.database.rows<{ credentials: number; subCredentials: number }>(COUNTS, [companyId, typeId]);
    return rows[0] ?? { credentials: 0, subCredentials: 0 };
  }

  /** The types of the selected credentials, by name. */
  types({ companyId, typeId }: Selection): Promise<ExportedType[]> {
    return this.database.rows<ExportedType>(TYPES, [companyId, typeId]);
  }

  /** The next credentials after an id. */
  page({ companyId, typeId }: Selection, after: string, limit: number, sealed: boolean): Promise<ExportedCredential[]> {
    return this.database.rows<ExportedCredential>(PAGE, [companyId, typeId, after, limit, sealed]);
  }
}
