import type { Observable } from 'rxjs';
import { Subject } from 'rxjs';

/** A kind of message, and the shape of its content, which is plain JSON. Declare it once, beside who publishes it. */
export interface Topic<Content> {
  readonly name: string;
  /** Never present: it carries the type only. */
  readonly content?: Content;
}

export const topic = <Content>(name: string): Topic<Content> => ({ name });

/**
 * Tells every process of the installation, this one included. Messages are hints: one may get lost while the way between
 * the processes is broken, so whatever has to hold without it is also looked at now and then.
 */
export abstract class Broadcast {
  private readonly subjects = new Map<string, Subject<unknown>>();

  /** Reaches this process before it returns, and the others soon. */
  abstract publish<Content>(topic: Topic<Content>, content: Content): void;

  /** What any process publishes from now on. */
  on<Content>({ name }: Topic<Content>): Observable<Content> {
    return this.subject(name) as Observable<unknown> as Observable<Content>;
  }

  protected receive(name: string, content: unknown): void {
    this.subject(name).next(content);
  }

  private subject(name: string): Subject<unknown> {
    const known = this.subjects.get(name) ?? new Subject<unknown>();
    this.subjects.set(name, known);
    return known;
  }
}

/** All that a single process needs. */
export class InProcessBroadcast extends Broadcast {
  override publish<Content>({ name }: Topic<Content>, content: Content): void {
    this.receive(name, content);
  }
}
