export { RedisModule } from './redis.module';
export { SharedRedis } from './shared-redis';
