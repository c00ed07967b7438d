import { Injectable } from '@nestjs/common';
import { Clock, mapPage, type Page } from '@app/kernel';
import { LifecycleRepository, type StaleRow } from './lifecycle.repository';
import { EXPIRES_SOON_DAYS, inDays, staleReasons, type StaleReason } from './stale-reasons';

export interface StaleQuery {
  readonly page?: number;
  readonly rpp?: number;
  readonly withinDays?: number;
  readonly companyId?: string;
}

export interface StaleCredential extends StaleRow {
  readonly reasons: StaleReason[];
}

const PAGE_SIZE = 30;

/** The credentials that need attention. */
@Injectable()
export class StaleCredentialsService {
  constructor(
    private readonly lifecycles: LifecycleRepository,
    private readonly clock: Clock,
  ) {}

  /** What was due first comes first. */
  async list({
    page = 1,
    rpp = PAGE_SIZE,
    withinDays = EXPIRES_SOON_DAYS,
    companyId,
  }: StaleQuery): Promise<Page<StaleCredential>> {
    const now = this.clock.now();
    const found = await this.lifecycles.stale({ now, until: inDays(now, withinDays), companyId }, page, rpp);
    return mapPage(found, (row) => ({ ...row, reasons: staleReasons(row, now, withinDays) }));
  }
}
