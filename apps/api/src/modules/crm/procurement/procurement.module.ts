import { Module } from '@nestjs/common';
import { ConnectWiseModule } from '../connectwise';
import { SyncModule } from '../sync';
import { CatalogMatches } from './catalog-matches';
import { CatalogMemory } from './catalog-memory';
import { CatalogSync } from './catalog-sync';
import { CatalogOptimaController } from './catalog.optima.controller';
import { CatalogRepository } from './catalog.repository';
import { CatalogService } from './catalog.service';
import { StockLooks } from './stock-looks';
import { StockReading } from './stock-reading';
import { StockSync } from './stock-sync';
import { StockService } from './stock.service';

@Module({
  imports: [ConnectWiseModule, SyncModule],
  controllers: [CatalogOptimaController],
  providers: [
    CatalogService,
    CatalogRepository,
    CatalogMatches,
    CatalogMemory,
    CatalogSync,
    StockSync,
    StockReading,
    StockLooks,
    StockService,
  ],
  exports: [StockService],
})
export class ProcurementModule {}
