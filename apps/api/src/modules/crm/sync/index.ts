export { noOlderThan } from './no-older-state';
export { SyncModule } from './sync.module';
export type { Kept, SyncCompletion, SyncResource } from './sync-resource';
export type { SyncProblem } from './sync-run';
export { type AnnouncedResource, Syncs } from './syncs.service';
