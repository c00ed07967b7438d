import type { Fields } from '../../fields';
import type { Row } from './row';

/**
 * The records of one kind in the order of their ids. What nobody has changed is generated again each time it is read,
 * so that a hundred thousand of them cost no more memory than their ids.
 */
export class RecordStore {
  private readonly ids: number[];
  private readonly changed = new Map<number, Row | null>();

  constructor(
    generatedIds: readonly number[],
    private readonly generate: (id: number) => Row,
  ) {
    this.ids = [...generatedIds].sort((one, other) => one - other);
  }

  get(id: number): Row | null {
    const changed = this.changed.get(id);
    if (changed !== undefined) return changed;
    return this.ids[this.placeAfter(id) - 1] === id ? this.generate(id) : null;
  }

  /** Every record whose id is greater, in order. */
  *after(id: number): Generator<Row> {
    for (let place = this.placeAfter(id); place < this.ids.length; place += 1) {
      const row = this.get(this.ids[place] ?? 0);
      if (row) yield row;
    }
  }

  /** Adds a record under the next free id. */
  insert(fields: Fields): Row {
    const row = { ...fields, id: (this.ids.at(-1) ?? 0) + 1 };
    this.ids.push(row.id);
    this.changed.set(row.id, row);
    return row;
  }

  replace(row: Row): void {
    this.changed.set(row.id, row);
  }

  remove(id: number): void {
    this.changed.set(id, null);
  }

  /** Index of the first id that is greater. */
  private placeAfter(id: number): number {
    let low = 0;
    let high = this.ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ids[middle] ?? 0) <= id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export const storeOf = (rows: readonly Row[]): RecordStore => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new RecordStore([...byId.keys()], (id) => byId.get(id) ?? { id });
};
