import { Module } from '@nestjs/common';
import { ConnectWiseModule } from '../connectwise';
import { RecordRefresh } from './record-refresh';
import { SingleRecords } from './single-records';
import { SyncBatches } from './sync-batches';
import { SyncRunner } from './sync-runner';
import { SyncOptimaController } from './sync.optima.controller';
import { SyncsRepository } from './syncs.repository';
import { Syncs } from './syncs.service';

@Module({
  imports: [ConnectWiseModule],
  controllers: [SyncOptimaController],
  providers: [Syncs, SyncRunner, SyncBatches, SingleRecords, RecordRefresh, SyncsRepository],
  exports: [Syncs],
})
export class SyncModule {}
