import { Injectable } from '@nestjs/common';
import { RateLimiter } from '@app/access';
import type { LimitClass } from '@app/contract';
import { CommonError, type Actor } from '@app/kernel';
import { addressKey } from './address-key';
import { Counters, type Counter } from './counters';
import { limits, type Limit } from './limits';

type Limited = keyof typeof limits;

const keyOf = ({ principal, origin }: Actor, { owner }: Limit): string => {
  if (!principal || owner === 'address') return addressKey(origin.address);
  return owner === 'user' ? principal.userId : principal.tokenId;
};

/** Holds every route to the budget of its class. */
@Injectable()
export class CountingRateLimiter extends RateLimiter {
  private readonly counters: Readonly<Record<Limited, Counter>>;

  constructor(counters: Counters) {
    super();
    const entries = Object.entries(limits).map(([name, limit]) => [name, counters.create(name, limit)]);
    this.counters = Object.fromEntries(entries) as Record<Limited, Counter>;
  }

  override async consume(limit: LimitClass, actor: Actor): Promise<void> {
    if (limit === 'exempt') return;
    const { wait } = await this.counters[limit].spend(keyOf(actor, limits[limit]));
    if (wait > 0) throw CommonError.tooManyRequests({ retryAfter: wait });
  }
}
