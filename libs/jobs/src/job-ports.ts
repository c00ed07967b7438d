import type { Actor, PermissionSet } from '@app/kernel';

export interface JobAuditEntry {
  readonly action: string;
  readonly target: { readonly type: 'job'; readonly id: string; readonly name: string };
  readonly message: string;
  readonly level?: 'info' | 'warning';
}

/** Writes audit rows in the running transaction; the audit log is one. */
export abstract class JobAudit {
  abstract record(actor: Actor, entry: JobAuditEntry): Promise<void>;
}

/** What the person who started a job may do when it runs, which may be less than when it was started. */
export abstract class JobPermissions {
  abstract of(userId: string): Promise<PermissionSet>;
}
