import { BaseRow } from '@app/database';
import { Column, Entity } from 'typeorm';

@Entity('roles')
export class Role extends BaseRow {
  /** The name people see. */
  @Column('text')
  title: string;

  /** The name that configuration and clients use; unique, none of the reserved words, never shaped like an id. */
  @Column('text', { unique: true })
  moniker: string;

  /** Nodes and `x.*` wildcards the role grants, without duplicates, in the order they were given. */
  @Column('text', { array: true, default: [] })
  permissions: string[];
}
