import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The rows of an import by their ids in the file, for the rows of sub-credentials that name them as parents. No
 * reference to the credential: a trial run creates none.
 */
export class ImportRows1795350010000 implements MigrationInterface {
  readonly name = 'ImportRows1795350010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table credential_transfer_rows (
        transfer_id text not null references credential_transfers on delete cascade,
        row_id text not null,
        credential_id text not null,
        type_id text not null,
        company_id text not null,
        definition_path text[] not null,
        primary key (transfer_id, row_id)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table credential_transfer_rows');
  }
}
