import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { MAX_DEPTH, type FieldDefinition, type GuardedType } from '../credential-types';
import type { ExportCheckpoint } from '../transfer-store';

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
  readonly subCredentialOfId: string | null;
  readonly definitionPath: readonly string[];
  readonly plainValues: Readonly<Record<string, string>>;
  /** Current ones; none when they are not asked for. */
  readonly sealed: readonly { readonly fieldId: string; readonly sealed: string }[];
}

const SELECTED = '($1::text is null or c.company_id = $1) and ($2::text is null or c.type_id = $2)';

/** What stands in a field that the type no longer has is not shown, and could not be read back. */
const SHOWN = `(c.sub_credential_of_id is null or field_definitions(t.fields, c.definition_path) is not null)`;

const COUNT = statement(
  'credential-exports.count',
  `select count(*)::int as credentials from credentials c join credential_types t on t.id = c.type_id
    where ${SELECTED} and ${SHOWN}`,
);

const TYPES = statement(
  'credential-exports.types',
  `select t.id, t.name, t.fields, t.permission_scope as "permissionScope",
          t.reveal_reason_required as "revealReasonRequired"
     from credential_types t
    where exists (select 1 from credentials c where c.type_id = t.id and ${SELECTED}) order by t.name_key`,
);

/** Of those with `$3` others above them, behind an id. */
const PAGE = statement(
  'credential-exports.page',
  `select c.id, c.name, c.notes, c.type_id as "typeId", c.company_id as "companyId", co.name as "companyName",
          c.sub_credential_of_id as "subCredentialOfId", c.definition_path as "definitionPath",
          c.plain_values as "plainValues",
          case when $6::boolean then coalesce((
            select json_agg(json_build_object('fieldId', v.field_id, 'sealed', v.sealed)) from secure_values v
             where v.credential_id = c.id and v.superseded_at is null), '[]') else '[]' end as sealed
     from credentials c join companies co on co.id = c.company_id join credential_types t on t.id = c.type_id
    where ${SELECTED} and ${SHOWN} and cardinality(c.definition_path) = $3 and c.id > $4 order by c.id limit $5`,
);

@Injectable()
export class ExportsRepository {
  constructor(private readonly database: Database) {}

  /** Of credentials and sub-credentials together. */
  async count({ companyId, typeId }: Selection): Promise<number> {
    const [row] = await this.database.rows<{ credentials: number }>(COUNT, [companyId, typeId]);
    return row?.credentials ?? 0;
  }

  /** The types of the selected credentials, by name. */
  types({ companyId, typeId }: Selection): Promise<ExportedType[]> {
    return this.database.rows<ExportedType>(TYPES, [companyId, typeId]);
  }

  /** The next ones after a place: parents come before all that stands below others. */
  async page(
    selection: Selection,
    { depth, after }: Pick<ExportCheckpoint, 'depth' | 'after'>,
    limit: number,
    sealed: boolean,
  ): Promise<ExportedCredential[]> {
    const page = await this.pageAt(selection, { depth, after }, limit, sealed);
    if (page.length > 0 || depth + 1 >= MAX_DEPTH) return page;
    return this.page(selection, { depth: depth + 1, after: '' }, limit, sealed);
  }

  private pageAt(
    { companyId, typeId }: Selection,
    { depth, after }: Pick<ExportCheckpoint, 'depth' | 'after'>,
    limit: number,
    sealed: boolean,
  ): Promise<ExportedCredential[]> {
    return this.database.rows<ExportedCredential>(PAGE, [companyId, typeId, depth, after, limit, sealed]);
  }
}
