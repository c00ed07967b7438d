import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a browser sign-in may make the first user of the installation. */
export class FirstSignIn1795316300000 implements MigrationInterface {
  readonly name = 'FirstSignIn1795316300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table sign_ins add column admits_first boolean not null default false');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table sign_ins drop column admits_first');
  }
}
