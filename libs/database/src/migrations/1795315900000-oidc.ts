import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which identities of OpenID Connect providers belong to which user, and the browser sign-ins under way. */
export class Oidc1795315900000 implements MigrationInterface {
  readonly name = 'Oidc1795315900000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table user_identities (
        issuer text not null,
        subject text not null,
        user_id text not null references users on delete cascade,
        created_at timestamptz(3) not null default now(),
        primary key (issuer, subject)
      );
      create index user_identities_user_id_idx on user_identities (user_id);

      create table sign_ins (
        key_hash bytea primary key,
        cookie_hash bytea not null,
        sealed_verifier text not null,
        nonce text not null,
        link_session text references sessions on delete cascade,
        admits_first boolean not null default false,
        address text not null,
        network text not null,
        user_agent text not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        confirmation_hash bytea,
        sealed_identity text
      );
      create index sign_ins_network_created_at_idx on sign_ins (network, created_at);
      create index sign_ins_created_at_idx on sign_ins (created_at);
      create index sign_ins_link_session_idx on sign_ins (link_session);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table sign_ins, user_identities');
  }
}
