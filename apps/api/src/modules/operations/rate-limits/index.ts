export { LoginThrottle } from './login-throttle';
export { RateLimitsModule } from './rate-limits.module';
