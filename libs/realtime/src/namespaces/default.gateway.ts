import { once } from 'node:events';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { SocketAdmission } from '../authentication/socket-admission';
import { SocketRefusal } from '../authentication/socket-refusal';
import { userRoom } from '../ecoflow/ecoflow.rooms';
import { RecordLocks } from '../locks/record-locks';
import { isCallbackKey, SignInDelivery } from '../sign-in/sign-in-delivery';
import { DefaultEvents } from './default-events';
import type { DefaultServer, DefaultSocket, LockAnswer } from './default.events';

const isName = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '' && value.length <= 100) || Number.isSafeInteger(value);

const isAcknowledgement = (value: unknown): value is (answer: LockAnswer) => void => typeof value === 'function';

/**
 * The default namespace of `/socket.io`: sign-in delivery (`auth: {callbackKey}`), Liberty's record locks
 * (`auth: {user, app}`) and, for the signed-in, news of their jobs.
 */
@WebSocketGateway({ path: '/socket.io' })
export class DefaultGateway implements OnGatewayInit<DefaultServer>, OnGatewayConnection<DefaultSocket> {
  constructor(
    private readonly admission: SocketAdmission,
    private readonly delivery: SignInDelivery,
    private readonly locks: RecordLocks,
    private readonly events: DefaultEvents,
  ) {}

  afterInit(server: DefaultServer): void {
    this.events.bind(server);
    this.admission.guard(server, { admitAnonymous: (auth) => this.admitAnonymous(auth) });
  }

  handleConnection(socket: DefaultSocket): void {
    if (!this.admission.enter(socket)) return;
    if (socket.data.signedIn) void socket.join(userRoom(socket.data.signedIn.principal.userId));
    const { callbackKey }: Record<string, unknown> = socket.handshake.auth;
    if (isCallbackKey(callbackKey)) this.awaitSignIn(socket, callbackKey).catch(() => socket.disconnect(true));
    else this.serveLocks(socket);
  }

  private async admitAnonymous({ callbackKey, user, app }: Record<string, unknown>): Promise<void> {
    if (isCallbackKey(callbackKey)) {
      if (!(await this.delivery.isFree(callbackKey))) throw new SocketRefusal('callback_key_in_use');
    } else if (!isName(user) || !isName(app)) {
      throw new SocketRefusal('unauthorized');
    }
  }

  private async awaitSignIn(socket: DefaultSocket, callbackKey: string): Promise<void> {
    const attached = await this.delivery.attach(callbackKey, (tokens) => void socket.emit('auth:tokens', tokens));
    if (!attached) {
      socket.disconnect(true);
      return;
    }
    if (socket.connected) await once(socket, 'disconnect');
    await this.delivery.detach(callbackKey);
  }

  private serveLocks(socket: DefaultSocket): void {
    socket.on('reserve', (recordId, acknowledge) => {
      if (typeof recordId !== 'string' || !isAcknowledgement(acknowledge)) return;
      void this.reserve(socket, recordId).then((granted) =>
        acknowledge({ status: granted ? 'OK' : 'KO', record: recordId }),
      );
    });
    socket.on('release', (recordId) => {
      if (typeof recordId === 'string') void this.locks.release(socket.id, recordId);
    });
    socket.on('signout', () => void this.locks.releaseAll(socket.id));
    socket.once('disconnect', () => void this.locks.releaseAll(socket.id));
  }

  /** A socket that left while it asked holds nothing. */
  private async reserve(socket: DefaultSocket, recordId: string): Promise<boolean> {
    const granted = await this.locks.reserve(socket.id, recordId);
    if (granted && !socket.connected) await this.locks.release(socket.id, recordId);
    return granted;
  }
}
