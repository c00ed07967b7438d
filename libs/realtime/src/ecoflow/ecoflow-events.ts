import { Injectable } from '@nestjs/common';
import type { PermissionNode } from '@app/kernel';
import { holderRooms, SIGNED_IN_ROOM, userRoom } from './ecoflow.rooms';
import type {
  EcoflowEventArguments,
  EcoflowEventName,
  EcoflowServer,
  EcoflowServerEvents,
  SetupProgress,
} from './ecoflow.socket-events';

type AuditPage = Parameters<EcoflowServerEvents['auditLogAdded']>[0];

/**
 * Publishes to the editors and panels of this process. Call it after the transaction committed, on every process: tell
 * them the cause by a `Broadcast`.
 */
@Injectable()
export class EcoflowEvents {
  private server: EcoflowServer | undefined;

  /** Called by the gateway once its server exists; until then nobody is connected and publishing does nothing. */
  bind(server: EcoflowServer): void {
    this.server = server;
  }

  /** To every socket whose principal holds the node. */
  toHolders<Event extends EcoflowEventName>(
    node: PermissionNode,
    event: Event,
    ...values: EcoflowEventArguments<Event>
  ): void {
    this.server?.to(holderRooms('panel', node)).emit(event, ...values);
  }

  /** To every socket of one user. */
  toUser<Event extends EcoflowEventName>(userId: string, event: Event, ...values: EcoflowEventArguments<Event>): void {
    this.server?.to(userRoom(userId)).emit(event, ...values);
  }

  /** To everybody signed in: `roleUpdated` and `userUpdated`, which carry nothing and make clients ask again. */
  toSignedIn(event: 'roleUpdated' | 'userUpdated'): void {
    this.server?.to(SIGNED_IN_ROOM).emit(event);
  }

  /** To holders of the node who have the audit log open. */
  auditLogAdded(node: PermissionNode, page: AuditPage): void {
    this.server?.to(holderRooms('auditLog', node)).emit('auditLogAdded', page);
  }

  /** To everybody, signed in or not: the wizard runs before there is a user. Only for use while none exists. */
  setupProgress(progress: SetupProgress): void {
    this.server?.emit('importFileSetup', progress);
  }
}
