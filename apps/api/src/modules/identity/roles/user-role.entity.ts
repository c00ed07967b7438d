import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who holds which role. The foreign keys live in the migration: neither side owns the other. */
@Entity('user_roles')
export class UserRole {
  @PrimaryColumn('text')
  userId: string;

  @PrimaryColumn('text')
  @Index()
  roleId: string;

  /** Keeps the order in which the roles were assigned. */
  @Column('int', { default: 0 })
  position: number;
}
