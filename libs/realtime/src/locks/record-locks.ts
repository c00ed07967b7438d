import { Injectable } from '@nestjs/common';
import { RealtimeConfig } from '../realtime.options';

const MAX_RECORD_ID_LENGTH = 512;

/**
 * Which socket edits which record: Liberty's row locks. They are advice for its edit dialog, kept in memory, carry no
 * data and grant nothing.
 */
@Injectable()
export class RecordLocks {
  private readonly holders = new Map<string, string>();
  private readonly byHolder = new Map<string, Set<string>>();

  constructor(private readonly config: RealtimeConfig) {}

  /** True when the record is free or already the holder's; false when another has it or a limit is reached. */
  async reserve(holder: string, recordId: string): Promise<boolean> {
    const current = this.holders.get(recordId);
    if (current !== undefined) return current === holder;
    const held = this.byHolder.get(holder) ?? new Set();
    const { locksPerSocket, locksTotal } = this.config.limits;
    const full = held.size >= locksPerSocket || this.holders.size >= locksTotal;
    if (full || recordId === '' || recordId.length > MAX_RECORD_ID_LENGTH) return false;
    this.holders.set(recordId, holder);
    this.byHolder.set(holder, held.add(recordId));
    return true;
  }

  async release(holder: string, recordId: string): Promise<void> {
    if (this.holders.get(recordId) !== holder) return;
    this.holders.delete(recordId);
    const held = this.byHolder.get(holder);
    if (held?.delete(recordId) && held.size === 0) this.byHolder.delete(holder);
  }

  async releaseAll(holder: string): Promise<void> {
    for (const recordId of this.heldBy(holder)) this.holders.delete(recordId);
    this.byHolder.delete(holder);
  }

  protected heldBy(holder: string): string[] {
    return [...(this.byHolder.get(holder) ?? [])];
  }

  /** Every locked record with its holder. */
  protected held(): [recordId: string, holder: string][] {
    return [...this.holders];
  }
}
