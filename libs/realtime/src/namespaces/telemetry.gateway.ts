import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { SocketAdmission, type GuardedSocket } from '../authentication/socket-admission';
import { TelemetryEvents } from './telemetry-events';
import type { TelemetryNamespace } from './telemetry.events';

/** The namespace `/telemetry` of `/socket.io`: new values of devices. Only for the signed-in. */
@WebSocketGateway({ path: '/socket.io', namespace: '/telemetry' })
export class TelemetryGateway implements OnGatewayInit<TelemetryNamespace>, OnGatewayConnection<GuardedSocket> {
  constructor(
    private readonly admission: SocketAdmission,
    private readonly events: TelemetryEvents,
  ) {}

  afterInit(namespace: TelemetryNamespace): void {
    this.events.bind(namespace);
    this.admission.guard(namespace);
  }

  handleConnection(socket: GuardedSocket): void {
    this.admission.enter(socket);
  }
}
