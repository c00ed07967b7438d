export { addressKey } from './address-key';
export { LoginThrottle } from './login-throttle';
export { RateLimitsModule } from './rate-limits.module';
