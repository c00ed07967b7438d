import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToSeededRoles, withdrawFromSeededRoles, type SeededRoleGrants } from './seeded-role-grants';

/** Templates of WLANs, and what became of the sites that they were compared with or applied to. */
export class UnifiWlanTemplates1795350000000 implements MigrationInterface {
  readonly name = 'UnifiWlanTemplates1795350000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [TEMPLATES, OUTCOMES]) await queryRunner.query(sql);
    await grantToSeededRoles(queryRunner, GRANTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await withdrawFromSeededRoles(queryRunner, GRANTS);
    await queryRunner.query('drop table unifi_template_outcomes, unifi_wlan_templates');
  }
}

/** Passphrase and SAE keys stand in `sealed_secrets` only. */
const TEMPLATES = `
  create table unifi_wlan_templates (
    id text primary key,
    name text not null unique,
    description text not null,
    version integer not null default 1,
    fields jsonb not null,
    sealed_secrets text,
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  );
`;

/**
 * The sites of a job, in the order in which it takes them. They go with the record of the job; a site that is not here
 * any more leaves its outcome. `wlans` names fields, never their values.
 */
const OUTCOMES = `
  create table unifi_template_outcomes (
    job_id text not null references jobs on delete cascade,
    position integer not null,
    site_id text not null,
    settled boolean not null default false,
    failure text,
    wlans jsonb not null default '[]',
    primary key (job_id, position)
  );
`;

const READ = ['unifi.wlan-templates.fetch'];

const GRANTS: SeededRoleGrants = { operator: READ, viewer: READ };
