export { AccessError } from './access.errors';
export { AccessGuard } from './access.guard';
export { AccessModule } from './access.module';
export { BearerToken } from './bearer-token';
export { CurrentActor } from './current-actor.decorator';
export { assertCovers } from './escalation';
export { FirstRunPolicy, RateLimiter, SignInPlaces } from './ports';
