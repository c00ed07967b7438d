import { Injectable } from '@nestjs/common';
import { userRoom } from '../ecoflow/ecoflow.rooms';
import type { DefaultServer, JobNews } from './default.events';

/** Publishes to signed-in sockets of the default namespace. Call it after the transaction committed. */
@Injectable()
export class DefaultEvents {
  private server: DefaultServer | undefined;

  /** Called by the gateway once its server exists; until then nobody is connected and publishing does nothing. */
  bind(server: DefaultServer): void {
    this.server = server;
  }

  /** To every socket of the user who started the job. */
  jobProgress(userId: string, news: JobNews): void {
    this.server?.to(userRoom(userId)).emit('job:progress', news);
  }
}
