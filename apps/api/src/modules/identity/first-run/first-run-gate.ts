import { Injectable } from '@nestjs/common';
import { FirstRunPolicy } from '@app/access';
import { AppConfig } from '../../../config';
import { UserError, UsersService } from '../users';
import { FirstRunError } from './first-run.errors';
import { SetupToken } from './setup-token';

/** Open while no user exists, in production to whoever has the set-up token; later only where sign-up is allowed. */
@Injectable()
export class FirstRunGate extends FirstRunPolicy {
  /** Once true it stays so, since the last administrator cannot be deleted. */
  private hasUsers = false;

  constructor(
    private readonly users: UsersService,
    private readonly setupToken: SetupToken,
    private readonly config: AppConfig,
  ) {
    super();
  }

  override async assertOpen(setupToken: string | undefined): Promise<void> {
    this.hasUsers ||= await this.users.any();
    if (this.hasUsers && !this.config.signup) throw UserError.signUpClosed();
    if (!this.hasUsers && !this.admitsFirst(setupToken)) throw FirstRunError.tokenRequired();
  }

  override admitsFirst(setupToken: string | undefined): boolean {
    return !this.config.production || this.setupToken.matches(setupToken);
  }
}
