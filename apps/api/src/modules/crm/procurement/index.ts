export { catalogItemGate } from './catalog.permissions';
export { ProcurementModule } from './procurement.module';
