import { Injectable } from '@nestjs/common';
import { assertCovers } from '@app/access';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import type { Actor } from '@app/kernel';
import { EffectivePermissions } from '../grants';
import { CredentialRevocation, UserError } from '../users';
import { OidcError } from './oidc.errors';
import { UserIdentitiesRepository, type IdentityKey, type SignInUser } from './user-identities.repository';
import type { UserIdentity } from './user-identity.entity';

/** Which identities sign a user in, as administrators see and choose it. */
@Injectable()
export class UserIdentities {
  constructor(
    private readonly identities: UserIdentitiesRepository,
    private readonly grants: EffectivePermissions,
    private readonly revocation: CredentialRevocation,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** @throws 404 */
  async list(userId: string): Promise<UserIdentity[]> {
    if (!(await this.identities.user(userId))) throw UserError.notFound({ identifier: userId });
    return this.identities.of(userId);
  }

  /**
   * Done twice it changes nothing.
   * @throws 403 for a user with permissions that the actor has not, 404, 409 `oidc.identityLinked`
   */
  link(actor: Actor, userId: string, identity: IdentityKey): Promise<UserIdentity> {
    return this.changing(actor, userId, identity, async (user, linked) => {
      if (linked && linked.userId !== userId) throw OidcError.identityLinked();
      return linked ?? this.add(actor, user, identity);
    });
  }

  /** In the running transaction, for an identity that is nobody's. */
  async add(actor: Actor, { id, login }: SignInUser, { issuer, subject }: IdentityKey): Promise<UserIdentity> {
    const added = await this.identities.link({ issuer, subject }, id);
    await this.audit.record(actor, {
      action: 'auth.identity-link',
      message: `${login} can sign in at ${issuer}`,
      target: { type: 'user', id, name: login },
      after: { issuer, subject },
    });
    return added;
  }

  /**
   * @returns the identity as it was
   * @throws 403 for a user with permissions that the actor has not, 404
   */
  unlink(actor: Actor, userId: string, identity: IdentityKey): Promise<UserIdentity> {
    return this.changing(actor, userId, identity, async (user, linked) => {
      if (linked?.userId !== userId) throw OidcError.identityUnknown();
      await this.identities.unlink(identity);
      await this.revocation.revokeAll(userId, 'identity');
      await this.audit.record(actor, {
        action: 'auth.identity-unlink',
        message: `${user.login} can no longer sign in at ${identity.issuer} as ${identity.subject}`,
        target: { type: 'user', id: userId, name: user.login },
        before: { issuer: identity.issuer, subject: identity.subject },
      });
      return linked;
    });
  }

  /** Whoever chooses who may sign in as a user, is that user: so nobody does it for one who may do more. */
  private changing(
    actor: Actor,
    userId: string,
    identity: IdentityKey,
    change: (user: SignInUser, linked: UserIdentity | null) => Promise<UserIdentity>,
  ): Promise<UserIdentity> {
    return this.transactions.run(async () => {
      const user = await this.identities.lockUser(userId);
      if (!user) throw UserError.notFound({ identifier: userId });
      assertCovers(actor, await this.grants.patternsOf(userId));
      await this.identities.lock(identity);
      return change(user, await this.identities.find(identity));
    });
  }
}
