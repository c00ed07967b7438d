import { Injectable } from '@nestjs/common';
import { EcoflowEvents, LiveSockets } from '@app/realtime';
import { RolePermission, RolesService, toEcoflowRoleDtos, type RoleChange } from '../roles';

const EVENTS = { created: 'roleCreated', removed: 'roleRemoved' } as const;

/** Tells open panels about roles: everybody that their own may differ now, and who may list roles the new list. */
@Injectable()
export class RolePanels {
  constructor(
    private readonly roles: RolesService,
    private readonly sockets: LiveSockets,
    private readonly events: EcoflowEvents,
  ) {}

  /** The sockets learn first what their users may do now, so that nobody gets a list who just lost the right to it. */
  async publish(changes: readonly RoleChange[]): Promise<void> {
    const kinds = new Set(changes.map(({ kind }) => kind));
    if (kinds.has('updated') || kinds.has('removed')) {
      await this.sockets.recheck();
      this.events.toSignedIn('roleUpdated');
    }
    const listed = (['created', 'removed'] as const).filter((kind) => kinds.has(kind));
    if (listed.length === 0) return;
    const roles = toEcoflowRoleDtos(await this.roles.list());
    for (const kind of listed) this.events.toHolders(RolePermission.list, EVENTS[kind], roles);
  }
}
