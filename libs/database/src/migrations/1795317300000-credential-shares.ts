import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Values of credentials that wait behind a link to be opened once. */
export class CredentialShares1795317300000 implements MigrationInterface {
  readonly name = 'CredentialShares1795317300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table credential_shares (
        id text primary key,
        credential_id text not null references credentials on delete cascade,
        field_ids text[] not null,
        sealed_content text not null,
        token_hash bytea not null,
        note text,
        author_id text not null,
        author_login text not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null
      );
      create index credential_shares_credential_id_created_at_idx on credential_shares (credential_id, created_at);
      create index credential_shares_expires_at_idx on credential_shares (expires_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table credential_shares');
  }
}
