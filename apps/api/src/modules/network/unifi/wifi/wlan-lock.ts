import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';

const KEY = `hashtextextended($1, hashtext('unifi_wlan'))`;

const TAKE = statement('unifi-wlan-lock', `select pg_advisory_xact_lock(${KEY})`);
const TAKE_IF_FREE = statement('unifi-wlan-lock-if-free', `select pg_try_advisory_xact_lock(${KEY}) as free`);

/** Keeps writers of one WLAN apart: of its settings and of its private pre-shared keys, which exclude some of them. */
@Injectable()
export class WlanLock {
  constructor(private readonly database: Database) {}

  /** Until the transaction ends, nobody else changes the WLAN, in any process. */
  async take(wlanId: string): Promise<void> {
    await this.database.rows(TAKE, [wlanId]);
  }

  /** The same without waiting. @returns whether nobody else is at it */
  async takeIfFree(wlanId: string): Promise<boolean> {
    const [lock] = await this.database.rows<{ free: boolean }>(TAKE_IF_FREE, [wlanId]);
    return lock?.free === true;
  }
}
