import { Injectable } from '@nestjs/common';
import { DomainError, isId, isReservedName, newId, slugOf, type Actor } from '@app/kernel';
import { AppConfig } from '../../../../config';
import { Registration, UserError, UsersService } from '../../users';

/** A person as the registration form asks for one: there is no field for a login name. */
export interface Newcomer {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

const MAX_LOGIN = 60;

const loginOf = (email: string): string =>
  slugOf(email.split('@', 1)[0] ?? '', { kept: '._-' }).slice(0, MAX_LOGIN) || 'user';

const distinct = (login: string): string => `${login}-${newId().slice(-8)}`;

/** Registration by e-mail address. The login name is what stands before the `@`, made unique where it has to be. */
@Injectable()
export class SelfRegistration {
  constructor(
    private readonly registration: Registration,
    private readonly users: UsersService,
    private readonly config: AppConfig,
  ) {}

  /** @throws 400 for a weak password, 403 `user.signUpClosed`, 409 `user.emailTaken` */
  async register(actor: Actor, newcomer: Newcomer): Promise<void> {
    const login = loginOf(newcomer.email);
    const isFree = !isReservedName(login) && !isId(login) && !(await this.users.findForLogin(login));
    try {
      await this.registerAs(actor, newcomer, isFree ? login : distinct(login));
    } catch (error) {
      // Somebody else took the name since it was free; nobody chose it, so another one does as well.
      if (!isFree || !(error instanceof DomainError) || error.code !== UserError.loginTaken().code) throw error;
      await this.registerAs(actor, newcomer, distinct(login));
    }
  }

  private async registerAs(actor: Actor, newcomer: Newcomer, login: string): Promise<void> {
    await this.registration.register(actor, { ...newcomer, login }, { signUp: this.config.signup });
  }
}
