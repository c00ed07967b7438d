import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions with their chain of refresh tokens, and the keys that sign access tokens. */
export class Sessions1795315400000 implements MigrationInterface {
  readonly name = 'Sessions1795315400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table sessions (
        id text primary key,
        user_id text not null references users on delete cascade,
        kind text not null,
        idle_seconds integer not null,
        idle_expires_at timestamptz(3) not null,
        absolute_expires_at timestamptz(3) not null,
        revoked_at timestamptz(3),
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now()
      );
      create index sessions_user_id_idx on sessions (user_id);
      create index sessions_idle_expires_at_idx on sessions (idle_expires_at);

      create table refresh_tokens (
        hash bytea primary key,
        session_id text not null references sessions on delete cascade,
        issued_at timestamptz(3) not null default now(),
        used_at timestamptz(3),
        used_by bytea
      );
      create index refresh_tokens_session_id_idx on refresh_tokens (session_id);

      create table signing_keys (
        id text primary key,
        sealed_secret text not null,
        retires_at timestamptz(3) not null,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now()
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table refresh_tokens, sessions, signing_keys');
  }
}
