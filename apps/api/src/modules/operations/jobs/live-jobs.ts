import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { JobEvents } from '@app/jobs';
import { DefaultEvents } from '@app/realtime';
import type { Subscription } from 'rxjs';

/** Tells people what becomes of the jobs that they started, whichever process runs them. */
@Injectable()
export class LiveJobs implements OnModuleInit, OnModuleDestroy {
  private subscription: Subscription | undefined;

  constructor(
    private readonly jobs: JobEvents,
    private readonly sockets: DefaultEvents,
  ) {}

  onModuleInit(): void {
    this.subscription = this.jobs.stream.subscribe(({ createdBy, ...news }) => {
      if (createdBy !== null) this.sockets.jobProgress(createdBy, news);
    });
  }

  onModuleDestroy(): void {
    this.subscription?.unsubscribe();
  }
}
