import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';

/** Users whose sessions were just ended, so that their sockets are cut at once. */
@Injectable()
export class SessionEndings {
  private readonly subject = new Subject<string>();
  readonly userIds: Observable<string> = this.subject.asObservable();

  publish(userId: string): void {
    this.subject.next(userId);
  }
}
