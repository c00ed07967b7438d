import { Module } from '@nestjs/common';
import { CredentialStoreModule } from '../credential-store';
import { CredentialTypesModule } from '../credential-types';
import { RevealsModule } from '../reveals';
import { HistoryOptimaController } from './history.optima.controller';
import { HistoryRepository } from './history.repository';
import { HistoryService } from './history.service';

@Module({
  imports: [CredentialStoreModule, CredentialTypesModule, RevealsModule],
  controllers: [HistoryOptimaController],
  providers: [HistoryService, HistoryRepository],
})
export class HistoryModule {}
