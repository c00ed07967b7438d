import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';

/** One session or personal access token that ended, or all that a user had. */
export type SessionEnding = { readonly tokenId: string } | { readonly userId: string };

/** What just stopped being valid, so that its sockets are cut at once. */
@Injectable()
export class SessionEndings {
  private readonly subject = new Subject<SessionEnding>();
  readonly stream: Observable<SessionEnding> = this.subject.asObservable();

  publish(ending: SessionEnding): void {
    this.subject.next(ending);
  }
}
