import { Injectable } from '@nestjs/common';
import { isId, isReservedName, newId, slugOf, type Actor } from '@app/kernel';
import { AppConfig } from '../../../../config';
import { Registration, UsersService } from '../../users';

/** A person as the registration form asks for one: there is no field for a login name. */
export interface Newcomer {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

const MAX_LOGIN = 60;

const loginOf = (email: string): string =>
  slugOf(email.split('@', 1)[0] ?? '', { kept: '._-' }).slice(0, MAX_LOGIN) || 'user';

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
    const login = await this.freeLogin(newcomer.email);
    await this.registration.register(actor, { ...newcomer, login }, { signUp: this.config.signup });
  }

  private async freeLogin(email: string): Promise<string> {
    const login = loginOf(email);
    const isUsable = !isReservedName(login) && !isId(login) && !(await this.users.findForLogin(login));
    return isUsable ? login : `${login}-${newId().slice(-8)}`;
  }
}
