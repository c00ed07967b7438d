import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records that ConnectWise has told of and that wait to be read: one row for each, however often it was told. */
export class ConnectwiseHints1795320000000 implements MigrationInterface {
  readonly name = 'ConnectwiseHints1795320000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create sequence connectwise_hint_marks;
      create table connectwise_hints (
        resource text not null,
        cw_id integer not null,
        mark bigint not null default nextval('connectwise_hint_marks'),
        heard_at timestamptz(3) not null default now(),
        primary key (resource, cw_id)
      );
      alter sequence connectwise_hint_marks owned by connectwise_hints.mark;
      create index connectwise_hints_in_order on connectwise_hints (resource, mark);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table connectwise_hints');
  }
}
