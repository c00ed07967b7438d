import { newId } from '@app/kernel';
import { CreateDateColumn, EventSubscriber, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { EntitySubscriberInterface, InsertEvent } from 'typeorm';

/** What every table of ours with an identity has: a cuid-shaped id and two stamps of millisecond precision. */
export abstract class BaseRow {
  /** Left out by the writer, it is assigned on insert (`save`, `insert` and `upsert` alike). */
  @PrimaryColumn('text')
  id: string;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;
}

/**
 * Assigns ids at insert time. Not earlier: `save` reads the table first for an entity that already has an id. Not by
 * `@BeforeInsert`: TypeORM skips entity listeners for the plain objects that `insert` is given.
 */
@EventSubscriber()
export class RowIdSubscriber implements EntitySubscriberInterface<BaseRow> {
  listenTo() {
    return BaseRow;
  }

  beforeInsert({ entity }: InsertEvent<BaseRow>): void {
    const row: Partial<BaseRow> = entity;
    row.id ??= newId();
  }
}
