import { instantText } from '../data/instants';
import type { Collection } from '../records/collection';
import { type Fields, isFields } from '../../fields';
import type { Row } from '../records/row';

export type Action = 'added' | 'updated' | 'deleted';

/** A change of a record, and whether the API did it or a person in front of a screen. */
export interface Change {
  readonly action: Action;
  readonly resource: string;
  readonly row: Row;
  readonly byApi: boolean;
}

/** Writes records and tells who wants to know. */
export class Changes {
  constructor(
    private readonly apiMember: string,
    private readonly announce: (change: Change) => void,
  ) {}

  add(collection: Collection, fields: Fields): Row {
    const row = collection.store.insert(this.stamped(fields, this.apiMember));
    this.announce({ action: 'added', resource: collection.resource, row, byApi: true });
    return row;
  }

  save(collection: Collection, row: Row, by = this.apiMember): Row {
    const stamped = { ...this.stamped(row, by), id: row.id };
    collection.store.replace(stamped);
    this.announce({ action: 'updated', resource: collection.resource, row: stamped, byApi: by === this.apiMember });
    return stamped;
  }

  remove(collection: Collection, row: Row): void {
    collection.store.remove(row.id);
    this.announce({ action: 'deleted', resource: collection.resource, row, byApi: true });
  }

  /** A note without an author is its writer's. */
  private stamped(fields: Fields, updatedBy: string): Fields {
    const info = isFields(fields._info) ? fields._info : {};
    const author = 'enteredBy' in fields && fields.enteredBy === null ? { enteredBy: updatedBy } : {};
    return { ...fields, ...author, _info: { ...info, lastUpdated: instantText(new Date()), updatedBy } };
  }
}
