import { Injectable } from '@nestjs/common';
import { RateLimiter } from '@app/access';
import { AuditLog, type AuditEntry } from '@app/audit';
import { Database, statement } from '@app/database';
import type { SignedInActor } from '@app/kernel';
import { CredentialError, SecureValueStore } from '../credential-store';
import { definitionsAt, ReadingRules, type FieldDefinition } from '../credential-types';
import { RefusedReveals } from './refused-reveals';

export interface ReadRequest {
  readonly credentialId: string;
  /** Fields whose current values are candidates; those of all when left out. */
  readonly fieldIds?: readonly string[];
  readonly reason?: string;
}

/** What the rules for reading have to know of a credential. */
interface Found {
  readonly name: string;
  readonly companyId: string;
  readonly definitionPath: string[];
  readonly plainValues: Readonly<Record<string, string>>;
  readonly fields: FieldDefinition[];
  readonly permissionScope: string;
  readonly revealReasonRequired: boolean;
  readonly current: readonly SealedField[];
}

interface SealedField {
  readonly fieldId: string;
  readonly sealed: string;
}

/** A credential whose secure values may be read. */
export interface ReadableCredential {
  readonly id: string;
  readonly name: string;
  /** The fields that it has now. */
  readonly definitions: readonly FieldDefinition[];
  readonly plainValues: Readonly<Record<string, string>>;
  /** The current values of its secure fields; what the type no longer calls secure is left out. */
  readonly current: readonly SealedField[];
}

/** A value to open, and how the audit log tells of it. */
export interface Reading extends SealedField {
  readonly action: string;
  readonly message: string;
  readonly facts?: Readonly<Record<string, string>>;
}

export interface OpenedValue {
  readonly fieldId: string;
  readonly value: string;
}

/** `$2` the fields whose values are wanted, or null for all. */
const FIND = statement(
  'secure-value-reader-find',
  `select c.name, c.company_id as "companyId", c.definition_path as "definitionPath",
          c.plain_values as "plainValues", t.fields,
          t.permission_scope as "permissionScope", t.reveal_reason_required as "revealReasonRequired",
          coalesce((select json_agg(json_build_object('fieldId', v.field_id, 'sealed', v.sealed) order by v.field_id)
             from secure_values v where v.credential_id = c.id and v.superseded_at is null
               and ($2::text[] is null or v.field_id = any($2))), '[]') as current
     from credentials c join credential_types t on t.id = c.type_id where c.id = $1`,
);

/**
 * The one way to a secure value in clear: by the scope and the reason that its type asks for, bounded per user, and
 * never without a row of the audit log.
 */
@Injectable()
export class SecureValueReader {
  constructor(
    private readonly database: Database,
    private readonly secureValues: SecureValueStore,
    private readonly audit: AuditLog,
    private readonly limits: RateLimiter,
    private readonly rules: ReadingRules,
    private readonly refusals: RefusedReveals,
  ) {}

  /**
   * Nothing is answered before the rows of the audit log are committed. Not within a transaction: the reveals are counted
   * on a connection of their own.
   *
   * @param choose which values to open, once the caller may read any
   * @param use makes of the opened values what leaves the server; what it throws leaves no row
   * @throws 400 without a reason where one is required, 403, 404, 429, and what `choose` and `use` throw
   */
  async read<Answer>(
    actor: SignedInActor,
    request: ReadRequest,
    choose: (credential: ReadableCredential) => readonly Reading[] | Promise<readonly Reading[]>,
    use: (opened: readonly OpenedValue[], credential: ReadableCredential) => Answer,
  ): Promise<Answer> {
    const { credentialId: id } = request;
    const found = await this.admit(actor, request);
    const credential = readable(id, found);
    const readings = await choose(credential);
    if (readings.length > 0) {
      const wanted = wantedOf(request, found);
      await this.refusals.recorded(actor, wanted, () => this.limits.consume('reveal', actor, readings.length));
    }
    const opened = readings.map(({ fieldId, sealed }) => ({
      fieldId,
      value: this.secureValues.open({ credentialId: id, fieldId, sealed }),
    }));
    const answer = use(opened, credential);
    await this.audit.recordReading(
      actor,
      readings.map((reading) => entryOf(request, found, reading)),
    );
    return answer;
  }

  private async admit(actor: SignedInActor, request: ReadRequest): Promise<Found> {
    const { credentialId, fieldIds, reason } = request;
    const [found] = await this.database.rows<Found>(FIND, [credentialId, fieldIds ?? null]);
    if (!found) throw CredentialError.notFound({ identifier: credentialId });
    await this.refusals.recorded(actor, wantedOf(request, found), () => this.rules.assertMayRead(actor, found, reason));
    return found;
  }
}

const wantedOf = ({ credentialId: id, fieldIds }: ReadRequest, { name, companyId }: Found) => ({
  id,
  name,
  companyId,
  fieldIds,
});

const entryOf = (
  { credentialId, reason }: ReadRequest,
  { name, companyId }: Found,
  { fieldId, action, message, facts }: Reading,
): AuditEntry => {
  const why = reason?.trim();
  return {
    action,
    message,
    target: { type: 'credential', id: credentialId, name },
    after: { fieldId, companyId, ...facts, ...(why && { reason: why }) },
  };
};

function readable(id: string, { name, plainValues, fields, definitionPath, current }: Found): ReadableCredential {
  const definitions = definitionsAt(fields, definitionPath) ?? [];
  const secure = new Set(definitions.flatMap((field) => (field.secure ? [field.id] : [])));
  return { id, name, definitions, plainValues, current: current.filter(({ fieldId }) => secure.has(fieldId)) };
}
