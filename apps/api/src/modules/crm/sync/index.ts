export { SyncModule } from './sync.module';
export type { Kept, SyncCompletion, SyncProblem, SyncResource } from './sync-resource';
export { Syncs } from './syncs.service';
