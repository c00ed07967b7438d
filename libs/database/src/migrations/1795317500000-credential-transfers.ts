import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Texts on their way into or out of the vault, in sealed pieces. `job_id` has no reference: an upload is kept before its
 * job exists, and a file may outlive the record of its job.
 */
export class CredentialTransfers1795317500000 implements MigrationInterface {
  readonly name = 'CredentialTransfers1795317500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table credential_transfers (
        id text primary key,
        direction text not null,
        job_id text unique,
        created_by text references users on delete cascade,
        holds_secrets boolean not null default false,
        complete boolean not null default false,
        expires_at timestamptz(3) not null,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now(),
        constraint credential_transfers_direction_check check (direction in ('import', 'export'))
      );
      create index credential_transfers_expires_at_idx on credential_transfers (expires_at);
      create index credential_transfers_created_by_idx on credential_transfers (created_by);

      create table credential_transfer_chunks (
        transfer_id text not null references credential_transfers on delete cascade,
        position integer not null,
        sealed text not null,
        primary key (transfer_id, position)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table credential_transfer_chunks, credential_transfers');
  }
}
