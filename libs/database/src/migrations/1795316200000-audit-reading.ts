import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every filter of the audit log reads its page from an index, in order. Ids of targets are asked for without their type.
 * An index refuses a value of more than 2,704 bytes, and with it the change that is recorded: what is longer than
 * anybody may search for stays outside.
 */
export class AuditReading1795316200000 implements MigrationInterface {
  readonly name = 'AuditReading1795316200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index audit_log_actor_login_seq_idx on audit_log (actor_login, seq);
      create index audit_log_target_id_seq_idx on audit_log (target_id, seq) where octet_length(target_id) <= 800;
      create index audit_log_target_name_seq_idx on audit_log (target_name, seq) where octet_length(target_name) <= 800;
      drop index audit_log_target_seq_idx;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index audit_log_target_seq_idx on audit_log (target_type, target_id, seq);
      drop index audit_log_actor_login_seq_idx, audit_log_target_id_seq_idx, audit_log_target_name_seq_idx;
    `);
  }
}
