import { Injectable } from '@nestjs/common';
import { Database } from '@app/database';
import type { Page } from '@app/kernel';
import { Credential } from '../credential-store';
import { CredentialType } from '../credential-types';
import { FIND_LIFECYCLE, STALE, STALE_OF_COMPANY } from './lifecycle-statements';
import type { LifecycleDates } from './stale-reasons';

export interface LifecycleRow extends LifecycleDates {
  /** When the newest of its current secure values was set. */
  readonly lastRotatedAt: Date | null;
}

export interface StaleRow extends LifecycleDates {
  readonly id: string;
  readonly name: string;
  readonly companyId: string;
  readonly companyName: string;
  readonly typeId: string;
  readonly typeName: string;
}

export interface StaleFilter {
  readonly now: Date;
  /** What expires until then is stale as well. */
  readonly until: Date;
  readonly companyId?: string;
}

/** A row of a page with the number of all; of a page without rows, one that has nothing but that number. */
type Counted = { readonly total: number } & (StaleRow | { readonly id: null });

const isRow = (row: Counted): row is StaleRow & { total: number } => row.id !== null;

@Injectable()
export class LifecycleRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<LifecycleRow | undefined> {
    return (await this.database.rows<LifecycleRow>(FIND_LIFECYCLE, [id]))[0];
  }

  async stale({ now, until, companyId }: StaleFilter, page: number, size: number): Promise<Page<StaleRow>> {
    const values = [now, until, size, (page - 1) * size];
    const rows = await (companyId === undefined
      ? this.database.rows<Counted>(STALE, values)
      : this.database.rows<Counted>(STALE_OF_COMPANY, [...values, companyId]));
    return { items: rows.filter(isRow), total: rows[0]?.total ?? 0, page, size };
  }

  /** Locked until the transaction ends. */
  lockCredential(id: string): Promise<Credential | null> {
    return this.database.repository(Credential).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  saveCredential(credential: Credential): Promise<Credential> {
    return this.database.repository(Credential).save(credential);
  }

  /** Locked until the transaction ends. */
  lockType(id: string): Promise<CredentialType | null> {
    return this.database.repository(CredentialType).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  saveType(type: CredentialType): Promise<CredentialType> {
    return this.database.repository(CredentialType).save(type);
  }
}
