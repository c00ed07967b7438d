import { asyncScheduler, buffer, connect, throttleTime, type OperatorFunction } from 'rxjs';

/**
 * What came within a span after the first of it, as one list, so that a burst of changes is answered once. No timer runs
 * while nothing comes.
 *
 * @param span in milliseconds
 */
export const inBatches = <T>(span: number): OperatorFunction<T, T[]> =>
  connect((source) =>
    source.pipe(buffer(source.pipe(throttleTime(span, asyncScheduler, { leading: false, trailing: true })))),
  );
