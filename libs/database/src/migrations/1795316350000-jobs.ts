import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Background jobs and when each schedule last came due. `claim` names the run that holds a job; `losses` counts runs
 * that vanished since the last checkpoint. One job at a time may hold a `flight_key`.
 */
export class Jobs1795316350000 implements MigrationInterface {
  readonly name = 'Jobs1795316350000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table jobs (
        id text primary key,
        kind text not null,
        state text not null default 'queued',
        input jsonb not null,
        progress jsonb not null default '{"done": 0, "total": null}',
        checkpoint jsonb,
        result jsonb,
        error text,
        flight_key text,
        attempts integer not null default 0,
        losses integer not null default 0,
        claim text,
        origin jsonb not null,
        created_by text references users on delete set null,
        created_by_login text,
        created_at timestamptz(3) not null default now(),
        started_at timestamptz(3),
        heartbeat_at timestamptz(3),
        cancel_requested_at timestamptz(3),
        delivered_at timestamptz(3),
        finished_at timestamptz(3),
        constraint jobs_state_check check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled'))
      );
      create unique index jobs_flight_key_key on jobs (flight_key) where state in ('queued', 'running');
      create index jobs_live_idx on jobs (state, created_at) where state in ('queued', 'running');
      create index jobs_finished_at_idx on jobs (finished_at) where finished_at is not null;
      create index jobs_created_at_id_idx on jobs (created_at, id);
      create index jobs_kind_created_at_id_idx on jobs (kind, created_at, id);
      create index jobs_state_created_at_id_idx on jobs (state, created_at, id);
      create index jobs_created_by_created_at_id_idx on jobs (created_by, created_at, id);

      create table job_schedules (
        kind text primary key,
        slot_at timestamptz(3) not null
      );
      comment on column job_schedules.slot_at is 'Start of the newest interval that was served';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table jobs, job_schedules');
  }
}
