import { Global, Module } from '@nestjs/common';
import { RateLimiter } from '@app/access';
import { Counters } from './counters';
import { CountingRateLimiter } from './counting-rate-limiter';
import { LoginThrottle } from './login-throttle';

/** Global, since the access guard stands before every route. */
@Global()
@Module({
  providers: [Counters, LoginThrottle, { provide: RateLimiter, useClass: CountingRateLimiter }],
  exports: [LoginThrottle, RateLimiter],
})
export class RateLimitsModule {}
