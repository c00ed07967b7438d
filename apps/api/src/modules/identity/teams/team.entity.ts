import { BaseRow } from '@app/database';
import { Column, Entity } from 'typeorm';

/** A group of users who work on the same things. */
@Entity('teams')
export class Team extends BaseRow {
  @Column('text')
  name: string;

  /** Lower case, unique, none of the reserved words, never shaped like an id. */
  @Column('text', { unique: true })
  slug: string;

  /** Id of a team type. */
  @Column('text', { default: 'starter' })
  type: string;

  @Column('boolean', { default: false })
  suspended: boolean;

  @Column('jsonb', { default: {} })
  properties: Record<string, unknown>;
}
