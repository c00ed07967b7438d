import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToSeededRoles, withdrawFromSeededRoles } from './seeded-role-grants';

/** Operators see credentials and their types, but no secret. Viewers do not: anybody may become one by signing up. */
export class VaultRoles1795316700000 implements MigrationInterface {
  readonly name = 'VaultRoles1795316700000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await grantToSeededRoles(queryRunner, GRANTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await withdrawFromSeededRoles(queryRunner, GRANTS);
  }
}

const GRANTS = {
  operator: [
    ...['credential.fetch', 'credential.fetch.many', 'credential.sub_credentials.fetch', 'obj.credential.*'],
    ...['credential_type.fetch', 'credential_type.fetch.many', 'obj.credentialType.*'],
  ],
};
