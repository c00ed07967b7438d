import { Param, Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces } from '@app/contract';
import { JobError } from '@app/jobs';
import type { Actor } from '@app/kernel';
import { JobDto, toJobDto } from '../../operations/jobs';
import { SyncDto, SyncStartQueryDto, toSyncDto } from './sync.dto';
import { SyncError } from './sync.errors';
import { SyncPermission } from './sync.permissions';
import { Syncs } from './syncs.service';

@SurfaceController(surfaces.optima, { path: 'sync', name: 'sync', tag: 'Sync' })
export class SyncOptimaController {
  constructor(private readonly syncs: Syncs) {}

  @Route({
    get: '',
    access: [SyncPermission.fetch],
    returns: list(SyncDto),
    summary: 'See what is synced from ConnectWise',
    description: 'By name.',
    message: 'Syncs Fetched Successfully!',
  })
  list() {
    return this.syncs.list().then((syncs) => syncs.map(toSyncDto));
  }

  @Route({
    post: ':resource',
    access: [SyncPermission.run],
    returns: one(JobDto),
    status: 202,
    errors: [SyncError.unknownResource, JobError.alreadyRunning],
    summary: 'Sync a resource from ConnectWise now',
    description: 'A background job, one at a time for each resource.',
    message: 'Sync Started Successfully!',
  })
  run(@CurrentActor() actor: Actor, @Param('resource') resource: string, @Query() { mode }: SyncStartQueryDto) {
    return this.syncs.start(actor, resource, mode).then(toJobDto);
  }
}
