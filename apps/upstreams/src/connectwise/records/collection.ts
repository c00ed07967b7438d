import { invalidObject } from '../http/api-error';
import type { RecordStore } from './record-store';
import { type Fields, isFields } from '../../fields';
import type { Row } from './row';

/** Where a collection hangs below a record of another: `sales/opportunities/:parentId/notes`. */
interface Parent {
  /** The collection of the records that it hangs below. */
  readonly of: Collection;
  readonly idOf: (row: Row) => unknown;
  /** What a new record is given by its place. */
  readonly fields: (parentId: number) => Fields;
}

interface CollectionOptions {
  /** Path below the API's base. */
  readonly path: string;
  /** How errors and callbacks name one record. */
  readonly resource: string;
  readonly store: RecordStore;
  readonly parent?: Parent;
  /** Fields of a record for which nothing was said; only a collection that has them can be written to. */
  readonly blank?: Fields;
  readonly required?: readonly string[];
  /** Collections by the field whose reference they resolve. */
  readonly references?: Readonly<Record<string, RecordStore>>;
}

/** A kind of records: where they are found and what they must hold. */
export class Collection {
  readonly path: string;
  readonly resource: string;
  readonly store: RecordStore;
  readonly parent: Parent | undefined;
  readonly writable: boolean;

  constructor(private readonly options: CollectionOptions) {
    this.path = options.path;
    this.resource = options.resource;
    this.store = options.store;
    this.parent = options.parent;
    this.writable = options.blank !== undefined;
  }

  *rows(after: number, parentId: number | null): Generator<Row> {
    for (const row of this.store.after(after)) {
      if (this.belongs(row, parentId)) yield row;
    }
  }

  find(id: number, parentId: number | null): Row | null {
    const row = this.store.get(id);
    return row && this.belongs(row, parentId) ? row : null;
  }

  /** What a body makes of a record that nothing else is known of. */
  complete(body: unknown, parentId: number | null): Fields {
    if (!isFields(body)) throw invalidObject(this.resource, '', 'InvalidBody', 'The body is no object');
    const { blank = {}, parent } = this.options;
    const given = Object.fromEntries(Object.entries(body).filter(([key]) => key in blank));
    return { ...blank, ...given, ...(parent && parentId !== null ? parent.fields(parentId) : {}) };
  }

  /** Names references by what they point to. @throws ApiError 400 for a missing field or a reference to nothing */
  checked(fields: Fields): Fields {
    for (const field of this.options.required ?? []) {
      const value = fields[field];
      if (value === null || value === undefined || value === '') {
        throw invalidObject(this.resource, field, 'MissingRequiredField', `The ${field} field is required.`);
      }
    }
    const checked: Record<string, unknown> = { ...fields };
    for (const [field, store] of Object.entries(this.options.references ?? {})) {
      const value = fields[field];
      if (value === null || value === undefined) continue;
      checked[field] = this.resolved(field, value, store);
    }
    return checked;
  }

  private resolved(field: string, value: unknown, store: RecordStore): Fields {
    const row = isFields(value) && typeof value.id === 'number' ? store.get(value.id) : null;
    if (!row) throw invalidObject(this.resource, `${field}/id`, 'InvalidField', `The ${field}/id field is invalid.`);
    const { id, identifier, name, firstName, lastName } = row;
    const title = name ?? `${String(firstName)} ${String(lastName)}`;
    return identifier === undefined ? { id, name: title } : { id, identifier, name: title };
  }

  private belongs(row: Row, parentId: number | null): boolean {
    return !this.parent || this.parent.idOf(row) === parentId;
  }
}
