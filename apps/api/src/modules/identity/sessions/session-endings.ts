import { Injectable } from '@nestjs/common';
import { Broadcast, topic } from '@app/kernel';
import type { Observable } from 'rxjs';

/** One session or personal access token that ended, or all that a user had. */
export type SessionEnding = { readonly tokenId: string } | { readonly userId: string };

const ended = topic<SessionEnding>('session.ended');

/** What just stopped being valid, on any process, so that its sockets are cut at once. */
@Injectable()
export class SessionEndings {
  readonly stream: Observable<SessionEnding>;

  constructor(private readonly broadcast: Broadcast) {
    this.stream = broadcast.on(ended);
  }

  publish(ending: SessionEnding): void {
    this.broadcast.publish(ended, ending);
  }
}
