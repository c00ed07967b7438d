import { Module } from '@nestjs/common';
import { JobPermissions } from '@app/jobs';
import { GrantsModule } from '../../identity/grants';
import { JobsOptimaController } from './jobs.optima.controller';
import { JobsRepository } from './jobs.repository';
import { JobsService } from './jobs.service';
import { LiveJobs } from './live-jobs';
import { StarterPermissions } from './starter-permissions';

/** Watching and cancelling jobs over HTTP; `JobsModule` of the library runs them. */
@Module({
  imports: [GrantsModule],
  controllers: [JobsOptimaController],
  providers: [JobsService, JobsRepository, LiveJobs, { provide: JobPermissions, useClass: StarterPermissions }],
  exports: [JobsService],
})
export class JobRoutesModule {}
