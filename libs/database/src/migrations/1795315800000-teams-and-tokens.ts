import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams with their members and invitations, and personal access tokens with the teams they are restricted to. */
export class TeamsAndTokens1795315800000 implements MigrationInterface {
  readonly name = 'TeamsAndTokens1795315800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [TEAMS, TOKENS]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table pat_teams, personal_access_tokens, team_invitations, team_members, teams');
  }
}

const TEAMS = `
  create table teams (
    id text primary key,
    name text not null,
    slug text not null unique,
    type text not null default 'starter',
    suspended boolean not null default false,
    properties jsonb not null default '{}',
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  );

  create table team_members (
    team_id text not null references teams on delete cascade,
    user_id text not null references users on delete cascade,
    role integer not null,
    created_at timestamptz(3) not null default now(),
    primary key (team_id, user_id),
    constraint team_members_role_check check (role in (5, 10, 30, 50))
  );
  create index team_members_user_id_idx on team_members (user_id);

  create table team_invitations (
    id text primary key,
    team_id text not null references teams on delete cascade,
    invitor_id text not null references users on delete cascade,
    invitee_id text references users on delete cascade,
    email text,
    code_hash bytea unique,
    role integer not null,
    sent_at timestamptz(3),
    expires_at timestamptz(3) not null,
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now(),
    unique (team_id, invitee_id),
    unique (team_id, email),
    constraint team_invitations_role_check check (role in (5, 10, 30, 50)),
    constraint team_invitations_recipient_check check ((invitee_id is null) <> (email is null))
  );
  create index team_invitations_invitee_id_idx on team_invitations (invitee_id);
  create index team_invitations_invitor_id_idx on team_invitations (invitor_id);
`;

/** `team_restricted` outlives the rows of `pat_teams`: a token whose last team is gone must not reach all of them. */
const TOKENS = `
  create table personal_access_tokens (
    id text primary key,
    user_id text not null references users on delete cascade,
    name text not null,
    scope text not null default '',
    token_hash bytea not null unique,
    expires_at timestamptz(3),
    read_only boolean not null default false,
    admin_opt_in boolean not null default false,
    team_restricted boolean not null default false,
    last_used_at timestamptz(3),
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
  );
  create index personal_access_tokens_user_id_idx on personal_access_tokens (user_id);
  create index personal_access_tokens_expires_at_idx on personal_access_tokens (expires_at);

  create table pat_teams (
    token_id text not null references personal_access_tokens on delete cascade,
    team_id text not null references teams on delete cascade,
    primary key (token_id, team_id)
  );
  create index pat_teams_team_id_idx on pat_teams (team_id);
`;
