import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/database';
import { DomainError, type Actor } from '@app/kernel';
import { AppConfig } from '../../../config';
import { Registration, UserError, type RegistrationOptions } from '../users';
import { loginCandidates } from './login-candidates';
import { OidcClient } from './oidc-client';
import type { OidcIdentity } from './oidc-identity';
import { OidcError } from './oidc.errors';
import { UserIdentities } from './user-identities.service';
import { UserIdentitiesRepository, type SignInUser } from './user-identities.repository';

const MAX_NAME = 120;

const isError = (error: unknown, { code }: DomainError): boolean => error instanceof DomainError && error.code === code;

/** Which user an identity signs in: the one it is linked with, never one who merely has the same e-mail address. */
@Injectable()
export class OidcUsers {
  constructor(
    private readonly client: OidcClient,
    private readonly identities: UserIdentitiesRepository,
    private readonly userIdentities: UserIdentities,
    private readonly registration: Registration,
    private readonly transactions: Transactions,
    private readonly config: AppConfig,
  ) {}

  /** The active user of a known identity, else null. */
  async find(identity: Pick<OidcIdentity, 'issuer' | 'subject'>): Promise<SignInUser | null> {
    const { knowsOurUsers } = await this.client.provider();
    const user = await (knowsOurUsers ? this.identities.user(identity.subject) : this.identities.userOf(identity));
    return user?.active ? user : null;
  }

  /**
   * The user of an identity. An unknown one signs up: the first user of the product as administrator, a later one as
   * viewer where sign-up is allowed.
   * @param mayBeFirst whether that first user may be this one
   * @throws 403 `oidc.userDisabled`, `oidc.signUpClosed`, `oidc.accountExists`
   */
  async signIn(actor: Actor, identity: OidcIdentity, mayBeFirst: boolean): Promise<SignInUser> {
    const { knowsOurUsers } = await this.client.provider();
    const user = knowsOurUsers
      ? await this.identities.user(identity.subject)
      : ((await this.identities.userOf(identity)) ?? (await this.signUp(actor, identity, mayBeFirst)));
    if (!user) throw OidcError.signUpClosed();
    return assertActive(user);
  }

  /**
   * Makes the identity one of a user who proved to be signed in. Done twice it changes nothing.
   * @throws 403 `oidc.identityTaken`, `oidc.userDisabled`
   */
  async link(actor: Actor, identity: OidcIdentity, userId: string): Promise<SignInUser> {
    const { knowsOurUsers } = await this.client.provider();
    return this.transactions.run(async () => {
      await this.identities.lock(identity);
      const linked = knowsOurUsers
        ? await this.identities.user(identity.subject)
        : await this.identities.userOf(identity);
      if (linked && linked.id !== userId) throw OidcError.identityTaken();
      const user = linked ?? (await this.identities.user(userId));
      if (!user) throw OidcError.signInExpired();
      if (!linked) await this.userIdentities.add(actor, user, identity);
      return assertActive(user);
    });
  }

  private async signUp(actor: Actor, identity: OidcIdentity, mayBeFirst: boolean): Promise<SignInUser> {
    for (const login of loginCandidates(identity.profile)) {
      try {
        return await this.register(actor, identity, login, { signUp: this.config.signup, mayBeFirst });
      } catch (error) {
        if (isError(error, UserError.signUpClosed())) throw OidcError.signUpClosed();
        if (isError(error, UserError.emailTaken())) throw OidcError.accountExists();
        if (!isError(error, UserError.loginTaken())) throw error;
      }
    }
    throw OidcError.accountExists();
  }

  private register(
    actor: Actor,
    identity: OidcIdentity,
    login: string,
    options: RegistrationOptions,
  ): Promise<SignInUser> {
    const { name, email } = identity.profile;
    return this.transactions.run(async () => {
      await this.identities.lock(identity);
      const linked = await this.identities.userOf(identity);
      if (linked) return linked;
      const input = { login, name: (name ?? login).slice(0, MAX_NAME), email };
      const user = await this.registration.register(actor, input, options);
      await this.userIdentities.add(actor, user, identity);
      return user;
    });
  }
}

function assertActive(user: SignInUser): SignInUser {
  if (!user.active) throw OidcError.userDisabled();
  return user;
}
