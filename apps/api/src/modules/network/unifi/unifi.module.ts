import { Module } from '@nestjs/common';
import { CompaniesModule } from '../../crm/companies';
import { JobRoutesModule } from '../../operations/jobs';
import { UnifiControllerModule } from './controller';
import { ControllerWrites } from './controller-writes';
import { DevicesOptimaController } from './devices/devices.optima.controller';
import { DevicesService } from './devices/devices.service';
import { HistoryUpkeep } from './history/history-upkeep';
import { HistoryOptimaController } from './history/history.optima.controller';
import { HistoryService } from './history/history.service';
import { SiteSyncRounds } from './history/site-sync-rounds';
import { SnapshotRound } from './history/snapshot-round';
import { SnapshotSchedule } from './history/snapshot-schedule';
import { SnapshotTaker } from './history/snapshot-taker';
import { SnapshotsRepository } from './history/snapshots.repository';
import { NetworksOptimaController } from './networks/networks.optima.controller';
import { NetworksService } from './networks/networks.service';
import { PpskLabels } from './ppsk/ppsk-labels';
import { PpskOptimaController } from './ppsk/ppsk.optima.controller';
import { PpskService } from './ppsk/ppsk.service';
import { PpskTidying } from './ppsk/ppsk-tidying';
import { PpskTidyingRounds } from './ppsk/ppsk-tidying-rounds';
import { CompanySitesOptimaController } from './sites/company-sites.optima.controller';
import { SiteLists } from './sites/site-lists';
import { SitesOptimaController } from './sites/sites.optima.controller';
import { SitesRepository } from './sites/sites.repository';
import { SitesService } from './sites/sites.service';
import { SiteSync } from './sites/site-sync.service';
import { OutcomesRepository } from './templates/outcomes.repository';
import { TemplateApplication } from './templates/template-application';
import { TemplateRunner } from './templates/template-runner';
import { TemplateRunsOptimaController } from './templates/template-runs.optima.controller';
import { TemplateRuns } from './templates/template-runs.service';
import { TemplateSites } from './templates/template-sites';
import { TemplateStore } from './templates/template-store';
import { TemplatesOptimaController } from './templates/templates.optima.controller';
import { TemplatesService } from './templates/templates.service';
import { WifiOptimaController } from './wifi/wifi.optima.controller';
import { WifiService } from './wifi/wifi.service';
import { WlanLock } from './wifi/wlan-lock';
import { WlanReveals } from './wifi/wlan-reveals';
import { WlanWriter } from './wifi/wlan-writer';

@Module({
  imports: [CompaniesModule, JobRoutesModule, UnifiControllerModule],
  controllers: [
    SitesOptimaController,
    CompanySitesOptimaController,
    DevicesOptimaController,
    HistoryOptimaController,
    WifiOptimaController,
    NetworksOptimaController,
    PpskOptimaController,
    TemplatesOptimaController,
    TemplateRunsOptimaController,
  ],
  providers: [
    SitesService,
    SiteSync,
    SitesRepository,
    SiteLists,
    DevicesService,
    WifiService,
    WlanWriter,
    WlanReveals,
    WlanLock,
    NetworksService,
    PpskService,
    PpskLabels,
    PpskTidying,
    PpskTidyingRounds,
    ControllerWrites,
    ...[
      SiteSyncRounds,
      SnapshotRound,
      SnapshotSchedule,
      SnapshotTaker,
      SnapshotsRepository,
      HistoryUpkeep,
      HistoryService,
    ],
    TemplatesService,
    TemplateStore,
    TemplateRuns,
    TemplateRunner,
    TemplateApplication,
    TemplateSites,
    OutcomesRepository,
  ],
})
export class UnifiModule {}
