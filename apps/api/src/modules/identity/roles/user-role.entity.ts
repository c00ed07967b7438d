import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Role } from './role.entity';

/** Who holds which role. Neither side owns the other; the rows go with either. */
@Entity('user_roles')
export class UserRole {
  /** The user's entity is known by its name only: users build on roles, not the other way round. */
  @PrimaryColumn('text')
  @ForeignKey('User', { onDelete: 'CASCADE' })
  userId: string;

  @PrimaryColumn('text')
  @Index()
  @ForeignKey(() => Role, { onDelete: 'CASCADE' })
  roleId: string;

  /** Keeps the order in which the roles were assigned. */
  @Column('int', { default: 0 })
  position: number;
}
