import { Injectable } from '@nestjs/common';
import { RateLimiter } from '@app/access';
import type { LimitClass } from '@app/contract';
import { CommonError, type Actor } from '@app/kernel';
import { addressKey } from './address-key';
import { Counters, type Counter } from './counters';
import { AppConfig } from '../../../config';
import { limits, revealsPerMinute, type Limit } from './limits';

type Limited = Exclude<LimitClass, 'exempt'>;

const keyOf = ({ principal, origin }: Actor, { owner }: Limit): string => {
  if (!principal || owner === 'address') return addressKey(origin.address);
  return owner === 'user' ? principal.userId : principal.tokenId;
};

/** Holds every route to the budget of its class. */
@Injectable()
export class CountingRateLimiter extends RateLimiter {
  private readonly limits: Readonly<Record<Limited, Limit>>;
  private readonly counters: Readonly<Record<Limited, Counter>>;

  constructor(counters: Counters, config: AppConfig) {
    super();
    this.limits = { ...limits, reveal: revealsPerMinute(config.revealsPerMinute) };
    const entries = Object.entries(this.limits).map(([name, limit]) => [name, counters.create(name, limit)]);
    this.counters = Object.fromEntries(entries) as Record<Limited, Counter>;
  }

  override async consume(limit: LimitClass, actor: Actor, points = 1): Promise<void> {
    if (limit === 'exempt') return;
    const { wait } = await this.counters[limit].spend(keyOf(actor, this.limits[limit]), points);
    if (wait > 0) throw CommonError.tooManyRequests({ retryAfter: wait });
  }
}
