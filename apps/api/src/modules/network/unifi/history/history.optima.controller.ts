import { Param, Query } from '@nestjs/common';
import { cursor, list, Route, SurfaceController, surfaces } from '@app/contract';
import { UnifiSiteError } from '../site.errors';
import { UnifiPermission } from '../unifi.permissions';
import {
  toHistoryQuery,
  toInventoryDeviceDto,
  toSnapshotPage,
  UnifiHistoryQueryDto,
  UnifiInventoryDeviceDto,
  UnifiSnapshotDto,
} from './history.dto';
import { HistoryService } from './history.service';

const errors = [UnifiSiteError.notFound];

@SurfaceController(surfaces.optima, { path: 'unifi/site/:id', name: 'unifiHistory', tag: 'UniFi' })
export class HistoryOptimaController {
  constructor(private readonly history: HistoryService) {}

  @Route({
    get: 'inventory',
    access: [UnifiPermission.access, UnifiPermission.inventory],
    returns: list(UnifiInventoryDeviceDto),
    errors,
    summary: 'List the devices that were seen at a site',
    description:
      'By MAC address, as the last snapshot that had them saw them; up to 10,000. The controller is not asked. Devices that it has no more stay listed, with `present` false, for as long as snapshots are kept. A device without a name goes by its model.',
    message: 'UniFi Inventory Fetched Successfully!',
  })
  inventory(@Param('id') id: string) {
    return this.history.inventory(id).then((devices) => devices.map(toInventoryDeviceDto));
  }

  @Route({
    get: 'history',
    access: [UnifiPermission.access, UnifiPermission.history],
    returns: cursor(UnifiSnapshotDto),
    errors,
    summary: 'Read how a site did',
    description:
      "Snapshots of the site, newest first: its health, its clients, and every device with its firmware, state, uptime and clients at that moment. They are taken every few minutes (`SWITCHYARD_UNIFI_SNAPSHOT_MINUTES`) and kept for some days (`SWITCHYARD_UNIFI_HISTORY_DAYS`); while the controller does not answer there are none. With `step` the last one of each stretch of time is shown. A page ends early where it would hold more than 20,000 devices. Sockets in the namespace `/telemetry` of `/socket.io` whose user holds the nodes of this route get each change of a device's state that a snapshot finds as `unifi.device.state` `{siteId, mac, name, model, type, state, previousState, at, flapping}`, never for a device that is new. Of a device that changes all the time four an hour are told, the last of them with `flapping` true; once an hour has passed, what it has become is told. A device that the controller does not list any more, as after it was removed there, is told once as `unknown`.",
    message: 'UniFi Site History Fetched Successfully!',
  })
  list(@Param('id') id: string, @Query() query: UnifiHistoryQueryDto) {
    return this.history.list(id, toHistoryQuery(query), query.cursor, query.limit).then(toSnapshotPage);
  }
}
