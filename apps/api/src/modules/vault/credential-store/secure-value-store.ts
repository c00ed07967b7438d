import { Injectable } from '@nestjs/common';
import { SecretBox, type SecretContext } from '@app/crypto';
import { Database, statement } from '@app/database';
import { newId, type Actor } from '@app/kernel';

/** A current secure value as it is stored. */
export interface SealedValue {
  readonly id: string;
  readonly credentialId: string;
  readonly fieldId: string;
  readonly sealed: string;
}

/** A value to keep: the first of its field, or one that supersedes the current one. */
export interface NewSecureValue {
  readonly credentialId: string;
  readonly fieldId: string;
  readonly plain: string;
}

/** Older versions of a field are forgotten. */
const MAX_VERSIONS = 100;

const CURRENT = statement(
  'secure-values-current',
  `select id, credential_id as "credentialId", field_id as "fieldId", sealed from secure_values
    where credential_id = $1 and superseded_at is null order by field_id`,
);

/**
 * Stamps are those of the moment, not of the transaction: one that waited for its lock would date its version before
 * the one it supersedes.
 */
const SUPERSEDE = statement(
  'secure-values-supersede',
  `update secure_values v set superseded_at = clock_timestamp(), updated_at = clock_timestamp()
     from unnest($1::text[], $2::text[]) as gone (credential_id, field_id)
    where v.credential_id = gone.credential_id and v.field_id = gone.field_id and v.superseded_at is null`,
);

const INSERT = statement(
  'secure-values-insert',
  `insert into secure_values (id, credential_id, field_id, sealed, key_version, author_id, author_login, created_at, updated_at)
   select id, credential_id, field_id, sealed, key_version, $6, $7, clock_timestamp(), clock_timestamp()
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[])
       as given (id, credential_id, field_id, sealed, key_version)`,
);

const FORGET = statement(
  'secure-values-forget',
  `delete from secure_values where id in (
     select id from (
       select v.id, row_number() over (partition by v.credential_id, v.field_id order by v.created_at desc, v.id desc) as age
         from secure_values v join unnest($1::text[], $2::text[]) as kept (credential_id, field_id)
           on v.credential_id = kept.credential_id and v.field_id = kept.field_id) aged
      where age > ${MAX_VERSIONS})`,
);

/** A sealed text opens for its own credential and field only, in whichever version it stands. */
const secureValueContext = (credentialId: string, fieldId: string): SecretContext => ({
  table: 'secure_values',
  record: credentialId,
  field: fieldId,
});

type Place = Pick<NewSecureValue, 'credentialId' | 'fieldId'>;

const placesOf = (values: readonly Place[]): [string[], string[]] => [
  values.map(({ credentialId }) => credentialId),
  values.map(({ fieldId }) => fieldId),
];

/** The secure values of credentials: sealed on the way in, opened on the way out. It asks nobody for permission. */
@Injectable()
export class SecureValueStore {
  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
  ) {}

  /** The current values of a credential, also those of fields that its type no longer has. */
  current(credentialId: string): Promise<SealedValue[]> {
    return this.database.rows<SealedValue>(CURRENT, [credentialId]);
  }

  open({ sealed, credentialId, fieldId }: Omit<SealedValue, 'id'>): string {
    return this.box.openText(sealed, secureValueContext(credentialId, fieldId));
  }

  /** First values of credentials that have none. */
  async insert(actor: Actor, values: readonly NewSecureValue[]): Promise<void> {
    const sealed = values.map(({ credentialId, fieldId, plain }) => ({
      ...{ id: newId(), credentialId, fieldId },
      sealed: this.box.seal(plain, secureValueContext(credentialId, fieldId)),
    }));
    await this.insertSealed(actor, sealed);
  }

  /** New current values; what they supersede stays as history. */
  async put(actor: Actor, values: readonly NewSecureValue[]): Promise<void> {
    if (values.length === 0) return;
    await this.supersede(values);
    await this.insert(actor, values);
    await this.database.rows(FORGET, placesOf(values));
  }

  /**
   * A former version becomes current again, as a new version by this author, sealed as it is.
   *
   * @returns the id of the new version
   */
  async restore(actor: Actor, version: Omit<SealedValue, 'id'>): Promise<string> {
    const id = newId();
    await this.supersede([version]);
    await this.insertSealed(actor, [{ ...version, id }]);
    await this.database.rows(FORGET, placesOf([version]));
    return id;
  }

  /** The fields have no current value any more. */
  async supersede(places: readonly Place[]): Promise<void> {
    if (places.length > 0) await this.database.rows(SUPERSEDE, placesOf(places));
  }

  private async insertSealed({ principal }: Actor, values: readonly SealedValue[]): Promise<void> {
    if (values.length === 0) return;
    const ids = values.map(({ id }) => id);
    const sealed = values.map((value) => value.sealed);
    const versions = sealed.map((text) => SecretBox.keyVersionOf(text));
    const author = [principal?.userId ?? null, principal?.login ?? null];
    await this.database.rows(INSERT, [ids, ...placesOf(values), sealed, versions, ...author]);
  }
}
