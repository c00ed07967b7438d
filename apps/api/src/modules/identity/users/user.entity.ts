import { BaseRow } from '@app/database';
import { Check, Column, Entity, Index } from 'typeorm';

/**
 * One person or program that may sign in. `permission_version`, which grants read, and `search` are
 * kept by the database's triggers.
 */
@Entity('users')
@Check('users_login_check', 'login = lower(login)')
@Index(['name', 'id'])
export class User extends BaseRow {
  /** Lower case, unique, none of the reserved words, never shaped like an id. */
  @Column('text', { unique: true })
  login: string;

  /** Lower case, unique by an expression index. */
  @Column('text', { nullable: true })
  email: string | null;

  /** Display name. */
  @Column('text')
  name: string;

  /** PHC text; null for a user who signs in by a linked identity provider only. */
  @Column('text', { nullable: true })
  passwordHash: string | null;

  /** Refused when the password is changed next. */
  @Column('text', { nullable: true })
  previousPasswordHash: string | null;

  /** Address of the avatar picture. */
  @Column('text', { nullable: true })
  image: string | null;

  /** The linked ConnectWise member. */
  @Column('text', { nullable: true })
  cwIdentifier: string | null;

  @Column('text', { default: 'en' })
  language: string;

  @Column('text', { default: 'light' })
  theme: string;

  @Column('boolean', { default: true })
  active: boolean;

  /** The administrator of the first run, who can be neither disabled nor deleted. */
  @Column('boolean', { default: false })
  permanent: boolean;

  /** Direct nodes and wildcards, beside those of the roles. */
  @Column('text', { array: true, default: [] })
  permissions: string[];

  @Column({
    type: 'bigint',
    default: () => "nextval('permission_versions')",
    insert: false,
    update: false,
    select: false,
  })
  permissionVersion: string;

  /** Name, login and e-mail in lower case, for searching. */
  @Column({ type: 'text', default: '', insert: false, update: false, select: false })
  search: string;
}
