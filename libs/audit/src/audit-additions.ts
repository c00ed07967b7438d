import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';

/** Committed rows that this process wrote, one signal each, for live panels. */
@Injectable()
export class AuditAdditions {
  private readonly subject = new Subject<void>();
  readonly stream: Observable<void> = this.subject.asObservable();

  publish(): void {
    this.subject.next();
  }
}
