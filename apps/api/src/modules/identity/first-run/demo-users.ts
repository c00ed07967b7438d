import { Injectable } from '@nestjs/common';
import { randomToken } from '@app/crypto';
import { systemActor } from '@app/kernel';
import { AppConfig } from '../../../config';
import { SeededRole } from '../roles';
import { Registration, UsersService } from '../users';
import { StartNotices } from './start-notices';

interface DemoUser {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

const PASSWORD_BYTES = 9;

/** Random, and opening with one character of every kind that the password rule asks for. */
const newPassword = (): string => `Demo1!${randomToken(PASSWORD_BYTES)}`;

const demoUser = (login: string, name: string): DemoUser => ({
  login,
  name,
  email: `${login}@demo.example`,
  password: newPassword(),
});

/** One user per seeded role, so that a newcomer can see what each of them may do. */
@Injectable()
export class DemoUsers {
  constructor(
    private readonly registration: Registration,
    private readonly users: UsersService,
    private readonly config: AppConfig,
    private readonly notices: StartNotices,
  ) {}

  /** Passwords are generated, printed this once and stored as hashes only. */
  async create(): Promise<void> {
    const admin = { ...demoUser('admin', 'Ada Admin'), ...this.config.admin };
    const operator = demoUser('operator', 'Olga Operator');
    const viewer = demoUser('viewer', 'Victor Viewer');
    await this.registration.register(systemActor(), admin, { signUp: false });
    await this.users.create(systemActor(), { ...operator, roles: [SeededRole.operator] });
    await this.users.create(systemActor(), { ...viewer, roles: [SeededRole.viewer] });
    this.notices.say(
      'Demo users, printed this once (sign in by login or e-mail):',
      ...[admin, operator, viewer].map((user) => `  ${user.login}  ${user.email}  ${user.password}`),
    );
  }

  remind(): void {
    const place = this.config.databaseUrl ? 'empty the database' : `delete ${this.config.dataDir}`;
    this.notices.say(
      `The demo users keep the passwords that the first start printed. To get new ones, stop and ${place}.`,
    );
  }
}
