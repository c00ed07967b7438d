import { ConnectWiseError } from './connectwise.errors';
import { isObject, type Shape, WrongShape } from './shape';

/** A record that could not be read: its place and what was expected there, never its values. */
export interface RefusedRecord {
  readonly id: number | null;
  readonly path: string;
  readonly expected: string;
}

/** Records as they came; those that do not fit are told apart, so that one of them does not lose a page. */
export interface Batch<T> {
  readonly records: readonly T[];
  readonly refused: readonly RefusedRecord[];
}

/** @throws ConnectWiseError.unreadable when the body is no list at all */
export function readBatch<T>(shape: Shape<T>, body: unknown): Batch<T> {
  if (!Array.isArray(body)) throw ConnectWiseError.unreadable();
  const records: T[] = [];
  const refused: RefusedRecord[] = [];
  for (const value of body as unknown[]) {
    try {
      records.push(shape.read(value, ''));
    } catch (error) {
      if (!(error instanceof WrongShape)) throw error;
      refused.push({ id: recordId(value), path: error.path, expected: error.expected });
    }
  }
  return { records, refused };
}

/** @throws ConnectWiseError.unreadable naming the field when the body does not fit */
export function readRecord<T>(shape: Shape<T>, body: unknown): T {
  try {
    return shape.read(body, '');
  } catch (error) {
    if (!(error instanceof WrongShape)) throw error;
    throw ConnectWiseError.unreadable({ field: error.path });
  }
}

export const merge = <T>(batches: readonly Batch<T>[]): Batch<T> => ({
  records: batches.flatMap(({ records }) => records),
  refused: batches.flatMap(({ refused }) => refused),
});

/** Id of any record, readable or not. */
export const recordId = (value: unknown): number | null =>
  isObject(value) && Number.isSafeInteger(value.id) ? (value.id as number) : null;
