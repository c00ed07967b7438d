export { catalogItemGate } from './catalog.permissions';
export { ProcurementModule } from './procurement.module';
export { StockService } from './stock.service';
