import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import type { JobProgress, JobState } from './job-row';

/** What became of a job that this process started, runs or cancels. */
export interface JobChange {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly progress: JobProgress;
  /** Null for schedules. */
  readonly createdBy: string | null;
}

/** Committed changes of jobs, for those who watch. */
@Injectable()
export class JobEvents {
  private readonly subject = new Subject<JobChange>();
  readonly stream: Observable<JobChange> = this.subject.asObservable();

  publish({ id, kind, state, progress, createdBy }: JobChange): void {
    this.subject.next({ id, kind, state, progress, createdBy });
  }
}
