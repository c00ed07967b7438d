import { Injectable } from '@nestjs/common';
import { Broadcast, topic } from '@app/kernel';
import type { Observable } from 'rxjs';
import type { JobProgress, JobState } from './job-row';

/** What became of a job. */
export interface JobChange {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly progress: JobProgress;
  /** Null for schedules. */
  readonly createdBy: string | null;
}

const changed = topic<JobChange>('job.changed');

/** Committed changes of jobs, on any process, for those who watch. */
@Injectable()
export class JobEvents {
  readonly stream: Observable<JobChange>;

  constructor(private readonly broadcast: Broadcast) {
    this.stream = broadcast.on(changed);
  }

  publish({ id, kind, state, progress, createdBy }: JobChange): void {
    this.broadcast.publish(changed, { id, kind, state, progress, createdBy });
  }
}
