import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DomainError, systemActor } from '@app/kernel';
import { AppConfig } from '../../../config';
import { Registration, UserError, UsersService, type InputPaths } from '../users';
import { DemoUsers } from './demo-users';
import { SetupToken } from './setup-token';
import { StartNotices } from './start-notices';

const variables: InputPaths = {
  login: ['SWITCHYARD_ADMIN_LOGIN'],
  password: ['SWITCHYARD_ADMIN_PASSWORD'],
  roles: [],
  image: [],
};

/** Gives an empty product its first user, or tells how to make one. */
@Injectable()
export class FirstUsers implements OnApplicationBootstrap {
  constructor(
    private readonly users: UsersService,
    private readonly registration: Registration,
    private readonly demoUsers: DemoUsers,
    private readonly setupToken: SetupToken,
    private readonly config: AppConfig,
    private readonly notices: StartNotices,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { demo, admin } = this.config;
    const isEmpty = !(await this.users.any());
    if (demo && isEmpty) await this.demoUsers.create();
    else if (demo) this.demoUsers.remind();
    else if (isEmpty && admin) await this.createAdministrator(admin);
    else if (isEmpty) this.tellSetupToken();
  }

  /** @throws Error that names the variable whose value is refused */
  private async createAdministrator({ login, password }: { login: string; password: string }): Promise<void> {
    try {
      const input = { login, password, name: 'Administrator' };
      await this.registration.register(systemActor(), input, { signUp: false }, variables);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // Another process of this start was first.
      if (error.code === UserError.signUpClosed().code) return;
      const issues = error.details.issues?.map(({ message }) => message);
      throw issues ? new Error(issues.join('; '), { cause: error }) : error;
    }
  }

  private tellSetupToken(): void {
    if (!this.config.production || this.config.setupToken) return;
    this.notices.say(`No user exists yet. The set-up token is ${this.setupToken.value}`);
  }
}
