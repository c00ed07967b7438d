/** The one source of "now", injected so that tests can move time. */
export class Clock {
  now(): Date {
    return new Date();
  }
}
