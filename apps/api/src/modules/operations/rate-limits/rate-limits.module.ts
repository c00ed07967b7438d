import { Global, Module } from '@nestjs/common';
import { RateLimiter, SignInPlaces } from '@app/access';
import { Counters } from './counters';
import { CountingRateLimiter } from './counting-rate-limiter';
import { LoginThrottle } from './login-throttle';
import { PasswordPlaces } from './password-places';

/** Global, since the access guard stands before every route. */
@Global()
@Module({
  providers: [
    Counters,
    LoginThrottle,
    { provide: RateLimiter, useClass: CountingRateLimiter },
    { provide: SignInPlaces, useClass: PasswordPlaces },
  ],
  exports: [LoginThrottle, RateLimiter, SignInPlaces],
})
export class RateLimitsModule {}
