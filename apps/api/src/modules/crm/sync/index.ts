export { SyncModule } from './sync.module';
export type { Kept, SyncCompletion, SyncProblem, SyncResource } from './sync-resource';
export { type AnnouncedResource, Syncs } from './syncs.service';
