import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That a device is not at its controller any more is told from now on, as the state -1. What was gone before is no news:
 * it counts as told.
 */
export class UnifiVanishedDevices1795340000100 implements MigrationInterface {
  readonly name = 'UnifiVanishedDevices1795340000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('update unifi_devices set told_state = -1 where not present');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('update unifi_devices set told_state = state where told_state = -1');
  }
}
