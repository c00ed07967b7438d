import { Injectable, Logger } from '@nestjs/common';
import { Broadcast, topic, type PermissionNode } from '@app/kernel';
import { LiveSockets } from '../authentication/live-sockets';
import { coalesce } from '../ecoflow/coalesce';
import type { TelemetryNamespace, TelemetrySocket, UnifiDeviceStateNews } from './telemetry.events';

interface Published {
  readonly nodeIds: readonly string[];
  readonly news: UnifiDeviceStateNews;
}

const published = topic<Published>('telemetry.unifi-device-state');

/** Publishes to sockets of the namespace `/telemetry`, on every process. Call it after the transaction committed. */
@Injectable()
export class TelemetryEvents {
  private readonly logger = new Logger(TelemetryEvents.name);
  private readonly waiting: Published[] = [];
  /** What comes while some is being delivered goes out together afterwards. */
  private readonly flush = coalesce(() => this.deliver());
  private namespace: TelemetryNamespace | undefined;

  constructor(
    private readonly broadcast: Broadcast,
    private readonly live: LiveSockets,
  ) {
    broadcast.on(published).subscribe((content) => this.take(content));
  }

  /** Called by the gateway once its namespace exists; until then nobody is connected and publishing does nothing. */
  bind(namespace: TelemetryNamespace): void {
    this.namespace = namespace;
  }

  /** To each socket whose principal holds all of the nodes when it is sent, as the database has it then. */
  unifiDeviceState(nodes: readonly PermissionNode[], news: UnifiDeviceStateNews): void {
    this.broadcast.publish(published, { nodeIds: nodes.map(({ id }) => id), news });
  }

  private take(content: Published): void {
    if (!this.namespace || this.namespace.sockets.size === 0) return;
    this.waiting.push(content);
    this.flush().catch((error: unknown) =>
      this.logger.error(`Telemetry was not delivered: ${error instanceof Error ? error.message : 'unknown'}`),
    );
  }

  /** A right that was taken away counts at once, not when the sockets are checked the next time. */
  private async deliver(): Promise<void> {
    const batch = this.waiting.splice(0);
    const receivers = batch.flatMap((content) => this.receiversOf(content));
    const users = new Set(receivers.flatMap(({ data }) => data.signedIn?.principal.userId ?? []));
    for (const userId of users) await this.live.recheck(userId);
    for (const content of batch) {
      for (const socket of this.receiversOf(content)) socket.emit('unifi.device.state', content.news);
    }
  }

  private receiversOf({ nodeIds }: Published): TelemetrySocket[] {
    return [...(this.namespace?.sockets.values() ?? [])].filter(({ data }) => {
      const permissions = data.signedIn?.principal.permissions;
      return permissions !== undefined && nodeIds.every((id) => permissions.has(id));
    });
  }
}
