import { Module } from '@nestjs/common';
import { CompaniesModule } from '../../crm/companies';
import { UnifiControllerModule } from './controller';
import { ControllerWrites } from './controller-writes';
import { DevicesOptimaController } from './devices/devices.optima.controller';
import { DevicesService } from './devices/devices.service';
import { HistoryUpkeep } from './history/history-upkeep';
import { HistoryOptimaController } from './history/history.optima.controller';
import { HistoryService } from './history/history.service';
import { SiteSyncRounds } from './history/site-sync-rounds';
import { SnapshotRound } from './history/snapshot-round';
import { SnapshotTaker } from './history/snapshot-taker';
import { SnapshotsRepository } from './history/snapshots.repository';
import { NetworksOptimaController } from './networks/networks.optima.controller';
import { NetworksService } from './networks/networks.service';
import { PpskLabels } from './ppsk/ppsk-labels';
import { PpskOptimaController } from './ppsk/ppsk.optima.controller';
import { PpskService } from './ppsk/ppsk.service';
import { PpskTidying } from './ppsk/ppsk-tidying';
import { CompanySitesOptimaController } from './sites/company-sites.optima.controller';
import { SitesOptimaController } from './sites/sites.optima.controller';
import { SitesRepository } from './sites/sites.repository';
import { SitesService } from './sites/sites.service';
import { SiteSync } from './sites/site-sync.service';
import { WifiOptimaController } from './wifi/wifi.optima.controller';
import { WifiService } from './wifi/wifi.service';

@Module({
  imports: [CompaniesModule, UnifiControllerModule],
  controllers: [
    SitesOptimaController,
    CompanySitesOptimaController,
    DevicesOptimaController,
    HistoryOptimaController,
    WifiOptimaController,
    NetworksOptimaController,
    PpskOptimaController,
  ],
  providers: [
    SitesService,
    SiteSync,
    SitesRepository,
    DevicesService,
    WifiService,
    NetworksService,
    PpskService,
    PpskLabels,
    PpskTidying,
    ControllerWrites,
    ...[SiteSyncRounds, SnapshotRound, SnapshotTaker, SnapshotsRepository, HistoryUpkeep, HistoryService],
  ],
})
export class UnifiModule {}
