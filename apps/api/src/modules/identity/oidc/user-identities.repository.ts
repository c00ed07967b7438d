import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import type { OidcIdentity } from './oidc-identity';
import { UserIdentity } from './user-identity.entity';

/** As much of a user as a sign-in needs. */
export interface SignInUser {
  readonly id: string;
  readonly login: string;
  readonly active: boolean;
}

export type IdentityKey = Pick<OidcIdentity, 'issuer' | 'subject'>;

const FIND_USER = statement('user-identities-find-user', 'select id, login, active from users where id = $1');

const LOCK_USER = statement(
  'user-identities-lock-user',
  'select id, login, active from users where id = $1 for no key update',
);

const FIND_LINKED = statement(
  'user-identities-find-linked',
  `select u.id, u.login, u.active from user_identities i join users u on u.id = i.user_id
    where i.issuer = $1 and i.subject = $2`,
);

const LOCK = statement(
  'user-identities-lock',
  `select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, hashtext('user_identities')))`,
);

const MAX_LISTED = 100;

@Injectable()
export class UserIdentitiesRepository {
  constructor(private readonly database: Database) {}

  /** Until the transaction ends, nobody else links this identity. */
  async lock({ issuer, subject }: IdentityKey): Promise<void> {
    await this.database.rows(LOCK, [issuer, subject]);
  }

  async userOf({ issuer, subject }: IdentityKey): Promise<SignInUser | undefined> {
    const [user] = await this.database.rows<SignInUser>(FIND_LINKED, [issuer, subject]);
    return user;
  }

  async user(id: string): Promise<SignInUser | undefined> {
    const [user] = await this.database.rows<SignInUser>(FIND_USER, [id]);
    return user;
  }

  /** Until the transaction ends, nobody else changes this user. */
  async lockUser(id: string): Promise<SignInUser | undefined> {
    const [user] = await this.database.rows<SignInUser>(LOCK_USER, [id]);
    return user;
  }

  of(userId: string): Promise<UserIdentity[]> {
    const order = { createdAt: 'ASC', issuer: 'ASC', subject: 'ASC' } as const;
    return this.database.repository(UserIdentity).find({ where: { userId }, order, take: MAX_LISTED });
  }

  find({ issuer, subject }: IdentityKey): Promise<UserIdentity | null> {
    return this.database.repository(UserIdentity).findOneBy({ issuer, subject });
  }

  async link({ issuer, subject }: IdentityKey, userId: string): Promise<UserIdentity> {
    const identities = this.database.repository(UserIdentity);
    await identities.insert({ issuer, subject, userId });
    return identities.findOneByOrFail({ issuer, subject });
  }

  async unlink({ issuer, subject }: IdentityKey): Promise<void> {
    await this.database.repository(UserIdentity).delete({ issuer, subject });
  }
}
