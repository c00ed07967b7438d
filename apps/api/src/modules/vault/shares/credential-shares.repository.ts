import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { CredentialShare } from './credential-share.entity';

/** An open share as lists show it. */
export interface OpenShare {
  readonly id: string;
  readonly fieldIds: string[];
  readonly note: string | null;
  readonly authorLogin: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A share that was just taken away, with what its row of the audit log says. */
export interface TakenShare {
  readonly id: string;
  readonly credentialId: string;
  readonly credentialName: string;
  /** Of the credential's type. */
  readonly permissionScope: string;
  readonly fieldIds: string[];
  readonly authorId: string;
  readonly authorLogin: string;
  readonly sealedContent: string;
}

const MAX_LISTED = 500;

const LIST = statement(
  'credential-shares-list',
  `select s.id, s.field_ids as "fieldIds", s.note, s.author_login as "authorLogin", s.created_at as "createdAt",
          s.expires_at as "expiresAt"
     from credentials c left join credential_shares s on s.credential_id = c.id and s.expires_at > $2
    where c.id = $1 order by s.created_at desc, s.id limit ${MAX_LISTED}`,
);

const take = (condition: string): string =>
  `delete from credential_shares s using credentials c join credential_types t on t.id = c.type_id
    where c.id = s.credential_id and s.id = $1 and s.expires_at > $2 and ${condition}
   returning s.id, s.credential_id as "credentialId", c.name as "credentialName",
             t.permission_scope as "permissionScope", s.field_ids as "fieldIds", s.author_id as "authorId",
             s.author_login as "authorLogin", s.sealed_content as "sealedContent"`;

const OPEN = statement('credential-shares-open', take('s.token_hash = $3'));
const REVOKE = statement('credential-shares-revoke', take('s.credential_id = $3'));
const SWEEP = statement('credential-shares-sweep', 'delete from credential_shares where expires_at <= $1');

const isShare = (row: OpenShare | { id: null }): row is OpenShare => row.id !== null;

/** Shares that wait. Taking one deletes it: of two who come with the same link, one finds it. */
@Injectable()
export class CredentialSharesRepository {
  constructor(private readonly database: Database) {}

  async insert(share: CredentialShare): Promise<void> {
    await this.database.repository(CredentialShare).insert(share);
  }

  /** The newest first; undefined when there is no such credential. */
  async list(credentialId: string, now: Date): Promise<OpenShare[] | undefined> {
    const rows = await this.database.rows<OpenShare | { id: null }>(LIST, [credentialId, now]);
    return rows.length === 0 ? undefined : rows.filter(isShare);
  }

  async takeByToken(id: string, tokenHash: Buffer, now: Date): Promise<TakenShare | undefined> {
    const [share] = await this.database.rows<TakenShare>(OPEN, [id, now, tokenHash]);
    return share;
  }

  async takeOfCredential(id: string, credentialId: string, now: Date): Promise<TakenShare | undefined> {
    const [share] = await this.database.rows<TakenShare>(REVOKE, [id, now, credentialId]);
    return share;
  }

  async sweep(now: Date): Promise<void> {
    await this.database.rows(SWEEP, [now]);
  }
}
