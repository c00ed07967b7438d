export { JobDto, toJobDto } from './job.dto';
export { JobRoutesModule } from './job-routes.module';
export { JobsService } from './jobs.service';
