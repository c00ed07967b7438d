export { SalesModule } from './sales.module';
export {
  OpportunitySync,
  type OpportunitySyncOptions,
  type OpportunitySyncReport,
} from './opportunities/opportunity-sync';
