import { Injectable } from '@nestjs/common';
import { EcoflowEvents, LiveSockets } from '@app/realtime';
import { UserPermission, UsersService, type UserChange } from '../users';

/** Tells open panels about users: everybody that one changed, and who may list users the new list. */
@Injectable()
export class UserPanels {
  constructor(
    private readonly users: UsersService,
    private readonly sockets: LiveSockets,
    private readonly events: EcoflowEvents,
  ) {}

  /** The sockets of changed users learn first what those may do now; a disabled or deleted user loses them. */
  async publish(changes: readonly UserChange[]): Promise<void> {
    const changed = new Set(changes.filter(({ kind }) => kind !== 'created').map(({ userId }) => userId));
    for (const userId of changed) await this.sockets.recheck(userId);
    if (changed.size > 0) this.events.toSignedIn('userUpdated');
    if (changes.every(({ kind }) => kind !== 'created')) return;
    this.events.toHolders(UserPermission.listOther, 'createdUser', await this.users.logins(false));
  }
}
