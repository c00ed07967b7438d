import { Logger, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import type { Principal } from '@app/kernel';
import { SocketAdmission } from '../authentication/socket-admission';
import { coalesce } from './coalesce';
import { EcoflowEvents } from './ecoflow-events';
import { EcoflowSessionFacts } from './ecoflow-session-facts';
import { isPatternRoom, patternRoom, SIGNED_IN_ROOM, userRoom, type Topic } from './ecoflow.rooms';
import type { EcoflowServer, EcoflowSocket } from './ecoflow.socket-events';

const AUDIT_LOG_ROOM = 'auditLog';

const namesAuditLog = (rooms: unknown): boolean =>
  rooms === AUDIT_LOG_ROOM || (Array.isArray(rooms) && rooms.includes(AUDIT_LOG_ROOM));

const roomOf = (request: unknown): unknown =>
  typeof request === 'object' && request !== null && 'roomID' in request ? request.roomID : undefined;

const isOwnRoom = (principal: Principal, room: unknown): boolean =>
  typeof room === 'string' && (room.toLowerCase() === principal.login || room === principal.userId);

/** Puts the socket into exactly the topic's rooms that its principal's patterns name. */
function listen(socket: EcoflowSocket, topic: Topic, principal: Principal): void {
  const rooms = new Set(principal.permissions.patterns.map((pattern) => patternRoom(topic, pattern)));
  for (const room of socket.rooms) if (isPatternRoom(topic, room) && !rooms.has(room)) void socket.leave(room);
  void socket.join([...rooms]);
}

/**
 * EcoFlow's editor and panels at `/socket.ecoflow`. Rooms follow from who is signed in; a client's `join` can only ask
 * for what it may see anyway. Nobody signed in: nothing but set-up progress.
 */
@WebSocketGateway({ path: '/socket.ecoflow' })
export class EcoflowGateway implements OnModuleInit, OnGatewayInit<EcoflowServer>, OnGatewayConnection<EcoflowSocket> {
  private readonly logger = new Logger(EcoflowGateway.name);
  private facts: EcoflowSessionFacts;

  constructor(
    private readonly admission: SocketAdmission,
    private readonly events: EcoflowEvents,
    private readonly moduleRef: ModuleRef,
  ) {}

  /** Resolved late: the module behind this port publishes through {@link EcoflowEvents}. */
  onModuleInit(): void {
    this.facts = this.moduleRef.get(EcoflowSessionFacts, { strict: false });
  }

  afterInit(server: EcoflowServer): void {
    this.admission.guard(server, { admitAnonymous: async () => undefined });
    this.events.bind(server);
  }

  handleConnection(socket: EcoflowSocket): void {
    const topics: Topic[] = ['panel'];
    const listenAs = (principal: Principal): void => topics.forEach((topic) => listen(socket, topic, principal));
    if (!this.admission.enter(socket, listenAs)) return;
    const { signedIn } = socket.data;
    if (!signedIn) return;
    void socket.join([SIGNED_IN_ROOM, userRoom(signedIn.principal.userId)]);
    listenAs(signedIn.principal);
    socket.on('join', (rooms) => {
      if (topics.includes('auditLog') || !namesAuditLog(rooms)) return;
      topics.push('auditLog');
      listenAs(socket.data.signedIn?.principal ?? signedIn.principal);
    });
    this.serveFacts(socket, signedIn.principal);
  }

  private serveFacts(socket: EcoflowSocket, principal: Principal): void {
    const { userId } = principal;
    const sendFlags = this.answering(async () => {
      socket.emit('roleUpdateResponse', { isActiveUser: true, roles: await this.facts.permissions(userId) });
    });
    const sendRoleIds = this.answering(async () => {
      socket.emit('userRoleListUpdateResponse', { isActiveUser: true, roles: await this.facts.roleIds(userId) });
    });
    socket.on('fetchRole', (request) => {
      if (isOwnRoom(principal, roomOf(request))) sendFlags();
    });
    socket.on('fetchUserRoleListUpdate', (request) => {
      if (isOwnRoom(principal, roomOf(request))) sendRoleIds();
    });
  }

  /** A failed answer is logged and left out: the client asks again at the next change. */
  private answering(work: () => Promise<void>): () => void {
    const run = coalesce(work);
    return () => {
      run().catch((error: unknown) => {
        this.logger.error(`An editor question was not answered: ${error instanceof Error ? error.message : 'unknown'}`);
      });
    };
  }
}
