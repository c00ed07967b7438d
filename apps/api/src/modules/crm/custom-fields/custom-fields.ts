import { Injectable } from '@nestjs/common';
import { Database } from '@app/database';
import { Broadcast, Clock, topic } from '@app/kernel';
import { Lookup } from '../connectwise';
import { DEFINITIONS } from './user-defined-field-statements';

interface Definition {
  readonly cwFieldId: number;
  readonly caption: string;
  readonly fieldType: string | null;
}

/** A value as a record of ConnectWise holds it: `{id, caption, type, value, ...}`. */
export type CustomField = Readonly<Record<string, unknown>>;

const MOST_DEFINITIONS = 5_000;
/** A notice of a change may get lost between processes; nothing is remembered longer. */
const FRESH_MS = 10 * 60_000;

const changed = topic<null>('user-defined-fields.changed');

/**
 * Fields that a company has added to the records of its ConnectWise. A record holds their captions beside their values,
 * as they were when it was read; changing a caption changes no record. What is kept of the definitions is newer.
 */
@Injectable()
export class CustomFields {
  private readonly definitions: Lookup<number, Definition>;

  constructor(
    database: Database,
    clock: Clock,
    private readonly broadcast: Broadcast,
  ) {
    this.definitions = new Lookup(clock, {
      load: () => database.rows<Definition>(DEFINITIONS, [MOST_DEFINITIONS]),
      ...{ keyOf: ({ cwFieldId }: Definition) => cwFieldId, freshMs: FRESH_MS, most: MOST_DEFINITIONS },
    });
    broadcast.on(changed).subscribe(() => this.definitions.expire());
  }

  /** Gives the fields of a record their captions and types of now; those without a definition stay as they are. */
  async current(): Promise<(fields: readonly CustomField[]) => CustomField[]> {
    const definitions = await this.definitions.all();
    return (fields) =>
      fields.map((field) => {
        const definition = typeof field.id === 'number' ? definitions.get(field.id) : undefined;
        if (!definition) return field;
        return { ...field, caption: definition.caption, type: definition.fieldType ?? field.type };
      });
  }

  /** Tells every process that definitions are others now. */
  publishChange(): void {
    this.broadcast.publish(changed, null);
  }
}
