import { Param, Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { cursor, one, Route, signedIn, SurfaceController, surfaces } from '@app/contract';
import { JobError } from '@app/jobs';
import { CommonError, type SignedInActor } from '@app/kernel';
import { JobDto, JobQueryDto, toJobDto, toJobPage } from './job.dto';
import { JobsService } from './jobs.service';

@SurfaceController(surfaces.optima, { path: 'job', name: 'jobs', tag: 'Jobs' })
export class JobsOptimaController {
  constructor(private readonly jobs: JobsService) {}

  @Route({
    get: '',
    access: signedIn,
    returns: cursor(JobDto),
    summary: 'List background jobs',
    description:
      "Newest first. Lists the caller's own jobs; with the node `job.fetch.many` everybody's, and those of schedules. All filters given must hold.",
    message: 'Jobs Fetched Successfully!',
  })
  list(@CurrentActor() actor: SignedInActor, @Query() { cursor: after, limit, ...filter }: JobQueryDto) {
    return this.jobs.list(actor, filter, after, limit).then(toJobPage);
  }

  @Route({
    get: ':id',
    access: signedIn,
    returns: one(JobDto),
    summary: 'Fetch a background job',
    description:
      'Whoever started a job may watch it; others need the node `job.fetch`. Without it their jobs answer 404. Sockets of the starter (`/socket.io`, default namespace) get each change as `job:progress` `{id, kind, state, progress}`.',
    message: 'Job Fetched Successfully!',
    errors: [JobError.notFound],
  })
  fetch(@CurrentActor() actor: SignedInActor, @Param('id') id: string) {
    return this.jobs.get(actor, id).then(toJobDto);
  }

  @Route({
    post: ':id/cancel',
    access: signedIn,
    returns: one(JobDto),
    summary: 'Cancel a background job',
    description:
      'A queued job is cancelled at once. A running one is asked to stop: it stays `running` with `cancelRequested` until its next checkpoint, and what it has done by then remains. Whoever started a job may cancel it; others need the node `job.cancel`. A job that the caller may neither see nor cancel answers 404.',
    message: 'Job Cancel Requested Successfully!',
    errors: [CommonError.forbidden, JobError.notFound, JobError.finished],
  })
  cancel(@CurrentActor() actor: SignedInActor, @Param('id') id: string) {
    return this.jobs.cancel(actor, id).then(toJobDto);
  }
}
