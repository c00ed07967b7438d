import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An identity of an OpenID Connect provider that signs a user in. */
@Entity('user_identities')
export class UserIdentity {
  /** `iss` of the id_token; at Microsoft Entra it names the tenant. */
  @PrimaryColumn('text')
  issuer: string;

  /** `sub`, or `tid:oid` at Microsoft Entra, where `sub` differs from application to application. */
  @PrimaryColumn('text')
  subject: string;

  @Column('text')
  @Index()
  @ForeignKey('User', { onDelete: 'CASCADE' })
  userId: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;
}
