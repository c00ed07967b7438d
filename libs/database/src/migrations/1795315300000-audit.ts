import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit log and the chain that makes a later change of it visible. `audit_log` is written by whoever changes
 * something, in the same transaction; the other three tables only by the one sealer.
 */
export class Audit1795315300000 implements MigrationInterface {
  readonly name = 'Audit1795315300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [LOG, CHAIN, GUARDS, GRANTS]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table audit_checkpoints, audit_head, audit_seals, audit_log;
      drop function audit_refuse_change, audit_refuse_step_back;
    `);
  }
}

/** No foreign keys: a row outlives the user and the thing it tells about. */
const LOG = `
  create table audit_log (
    seq bigint generated always as identity primary key,
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz(3) not null default clock_timestamp(),
    actor_id text,
    actor_login text,
    surface text not null,
    action text not null,
    target_type text,
    target_id text,
    target_name text,
    message text not null,
    level text not null default 'info',
    before jsonb,
    after jsonb,
    request_id text not null,
    address text not null,
    constraint audit_log_level_check check (level in ('info', 'warning', 'error'))
  );

  create index audit_log_xid_seq_idx on audit_log (xid, seq);
  create index audit_log_actor_id_seq_idx on audit_log (actor_id, seq);
  create index audit_log_action_seq_idx on audit_log (action, seq);
  create index audit_log_target_seq_idx on audit_log (target_type, target_id, seq);
  create index audit_log_at_idx on audit_log (at);

  comment on table audit_log is 'One row per state change and per reveal of a secret; append-only';
  comment on column audit_log.seq is 'Order of writing; gaps are rolled-back transactions';
  comment on column audit_log.xid is 'Writing transaction, for the sealer; not part of the hash';
  comment on column audit_log.actor_id is 'users.id, null for the system and for anonymous callers';
  comment on column audit_log.actor_login is 'Login at that time';
  comment on column audit_log.surface is 'optima, liberty, flowfuse, ecoflow, beaver or system';
  comment on column audit_log.action is 'Such as role.create';
  comment on column audit_log.target_name is 'Name at that time';
  comment on column audit_log.before is 'State before, secrets masked, cut to a bounded size';
  comment on column audit_log.after is 'State after, secrets masked, cut to a bounded size';
  comment on column audit_log.address is 'Client address, empty for the system';
`;

/** `hash` is SHA-256 over the hash of the position before and the canonical row; see libs/audit. */
const CHAIN = `
  create table audit_seals (
    position bigint primary key,
    seq bigint not null unique,
    hash bytea not null
  );

  create table audit_head (
    singleton boolean primary key default true check (singleton),
    position bigint not null,
    hash bytea not null,
    key_id text not null,
    signature bytea not null,
    at timestamptz(3) not null
  ) with (fillfactor = 50);

  create table audit_checkpoints (
    position bigint primary key,
    hash bytea not null,
    key_id text not null,
    signature bytea not null,
    at timestamptz(3) not null
  );

  comment on table audit_seals is 'The hash chain: one link per committed row of audit_log';
  comment on table audit_head is 'The signed end of the chain, replaced with every batch of seals';
  comment on table audit_checkpoints is 'Signed links along the chain, kept for ever';
`;

/** 42501 is insufficient_privilege. ALWAYS: a session in replica mode skips ordinary triggers. */
const GUARDS = `
  create function audit_refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = '42501';
  end $$;

  create function audit_refuse_step_back() returns trigger language plpgsql as $$
  begin
    if new.position > old.position then return new; end if;
    raise exception 'audit_head only moves forward' using errcode = '42501';
  end $$;

  create trigger audit_log_append_only before update or delete or truncate on audit_log
    for each statement execute function audit_refuse_change();
  create trigger audit_seals_append_only before update or delete or truncate on audit_seals
    for each statement execute function audit_refuse_change();
  create trigger audit_checkpoints_append_only before update or delete or truncate on audit_checkpoints
    for each statement execute function audit_refuse_change();
  create trigger audit_head_kept before delete or truncate on audit_head
    for each statement execute function audit_refuse_change();
  create trigger audit_head_forward before update on audit_head
    for each row execute function audit_refuse_step_back();

  alter table audit_log enable always trigger audit_log_append_only;
  alter table audit_seals enable always trigger audit_seals_append_only;
  alter table audit_checkpoints enable always trigger audit_checkpoints_append_only;
  alter table audit_head enable always trigger audit_head_kept;
  alter table audit_head enable always trigger audit_head_forward;
`;

/** Default privileges may have given another role everything; whoever is not the owner keeps reading and appending. */
const GRANTS = `
  revoke update, delete, truncate on audit_log, audit_seals, audit_checkpoints from public;
  revoke delete, truncate on audit_head from public;

  do $$
  declare role_name text;
  begin
    for role_name in
      select distinct grantee from information_schema.role_table_grants
      where table_schema = current_schema() and table_name like 'audit\\_%' and grantee not in ('PUBLIC', current_user)
    loop
      execute format('revoke update, delete, truncate on audit_log, audit_seals, audit_checkpoints from %I', role_name);
      execute format('revoke delete, truncate on audit_head from %I', role_name);
    end loop;
  end $$;
`;
