import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { SocketData } from '../authentication/socket-admission';

/** A device of a UniFi site is in another state than was told before. */
export interface UnifiDeviceStateNews {
  /** The id of the site here. */
  readonly siteId: string;
  /** In lower case, with colons. */
  readonly mac: string;
  readonly name: string | null;
  readonly model: string | null;
  readonly type: string;
  /** `connected`, `disconnected` and so on, as `GET /v1/unifi/site/{id}/devices` has it. */
  readonly state: string;
  readonly previousState: string;
  /** When it was seen, as ISO 8601 in UTC. */
  readonly at: string;
  /** True when the device changes so often that nothing more is told of it for a while. */
  readonly flapping: boolean;
}

export interface TelemetryServerEvents {
  'unifi.device.state'(news: UnifiDeviceStateNews): void;
}

type ClientEvents = Record<string, never>;

export type TelemetryNamespace = Namespace<ClientEvents, TelemetryServerEvents, DefaultEventsMap, SocketData>;
export type TelemetrySocket = Socket<ClientEvents, TelemetryServerEvents, DefaultEventsMap, SocketData>;
