import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/database';
import { Clock } from '@app/kernel';
import { TelemetryEvents, type UnifiDeviceStateNews } from '@app/realtime';
import { deviceStateName, UnifiController } from '../controller';
import type { UnifiSite } from '../sites';
import { UnifiPermission } from '../unifi.permissions';
import { compare, type StateChange } from './comparison';
import { readSite } from './site-reading';
import { SnapshotsRepository } from './snapshots.repository';

/** Who hears of changes: whoever may read them. */
const HEARERS = [UnifiPermission.access, UnifiPermission.history];

/** Looks at one site and keeps what is there. */
@Injectable()
export class SnapshotTaker {
  constructor(
    private readonly controller: UnifiController,
    private readonly snapshots: SnapshotsRepository,
    private readonly transactions: Transactions,
    private readonly events: TelemetryEvents,
    private readonly clock: Clock,
  ) {}

  /** Two calls to the controller. @returns how many changes of a device's state are told */
  async take({ id, siteId, controller }: UnifiSite, signal: AbortSignal): Promise<number> {
    const client = await this.controller.client({ controller });
    const [devices, health] = await Promise.all([
      client.devices(siteId, { signal }),
      client.health(siteId, { signal }),
    ]);
    const at = this.clock.now();
    const reading = readSite(devices, health);
    return this.transactions.run(async () => {
      if (!(await this.snapshots.lock(id))) return 0;
      const comparison = compare(await this.snapshots.knownDevices(id), reading.devices, at);
      await this.snapshots.keep(id, at, comparison, reading);
      const { changes } = comparison;
      this.transactions.afterCommit(() => {
        for (const change of changes) this.events.unifiDeviceState(HEARERS, newsOf(id, change, at));
      });
      return changes.length;
    });
  }
}

const newsOf = (siteId: string, { device, previousState, flapping }: StateChange, at: Date): UnifiDeviceStateNews => ({
  siteId,
  ...{ mac: device.mac, name: device.name ?? device.model, model: device.model, type: device.type ?? 'unknown' },
  ...{ state: deviceStateName(device.state), previousState: deviceStateName(previousState) },
  ...{ at: at.toISOString(), flapping },
});
