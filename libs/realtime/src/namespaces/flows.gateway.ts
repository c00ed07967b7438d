import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { SocketAdmission, type GuardedSocket, type NamespaceGate } from '../authentication/socket-admission';

/** The namespace `/flows` of `/socket.io`: what flows do while they run. Only for the signed-in. */
@WebSocketGateway({ path: '/socket.io', namespace: '/flows' })
export class FlowsGateway implements OnGatewayInit<NamespaceGate>, OnGatewayConnection<GuardedSocket> {
  constructor(private readonly admission: SocketAdmission) {}

  afterInit(namespace: NamespaceGate): void {
    this.admission.guard(namespace);
  }

  handleConnection(socket: GuardedSocket): void {
    this.admission.enter(socket);
  }
}
