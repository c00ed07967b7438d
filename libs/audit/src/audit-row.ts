/** A row of `audit_log` as `Database.rows` reads it. Indexed by `at`, and with seq by actor_id, actor_login, action, target_id and target_name. */
export interface AuditRow {
  /** Order of writing, an int8 as text; gaps are rolled-back transactions. */
  seq: string;
  at: Date;
  /** `users.id`; null for the system and for anonymous callers. */
  actor_id: string | null;
  /** Login at that time. */
  actor_login: string | null;
  /** Surface name, or `system`. */
  surface: string;
  /** Such as `role.create`. */
  action: string;
  target_type: string | null;
  target_id: string | null;
  /** Name at that time. */
  target_name: string | null;
  message: string;
  level: AuditLevel;
  /** State before and after: secrets masked, cut to a bounded size. */
  before: unknown;
  after: unknown;
  request_id: string;
  /** Client address; empty for the system. */
  address: string;
}

export type AuditLevel = 'info' | 'warning' | 'error';
