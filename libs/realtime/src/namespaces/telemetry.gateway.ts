import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { SocketAdmission, type GuardedSocket, type NamespaceGate } from '../authentication/socket-admission';

/** The namespace `/telemetry` of `/socket.io`: new values of devices. Only for the signed-in. */
@WebSocketGateway({ path: '/socket.io', namespace: '/telemetry' })
export class TelemetryGateway implements OnGatewayInit<NamespaceGate>, OnGatewayConnection<GuardedSocket> {
  constructor(private readonly admission: SocketAdmission) {}

  afterInit(namespace: NamespaceGate): void {
    this.admission.guard(namespace);
  }

  handleConnection(socket: GuardedSocket): void {
    this.admission.enter(socket);
  }
}
