import { randomBytes } from 'node:crypto';
import { defineJob } from '@app/jobs';
import { Redis } from 'ioredis';
import { createTestDatabase, type TestDatabase } from '../../../support/database';
import { deferred } from '../../../support/deferred';
import { connections, jobActor, startJobProcess, type JobProcess } from '../../../support/jobs';
import { describeWith } from '../../../support/services';
import { TcpProxy } from '../../../support/tcp-proxy';
import { until } from '../../../support/until';

const REDIS_PORT = 6379;
const work = defineJob<object, object, object>('test.work');

describeWith('redis', 'jobs delivered through Redis', () => {
  const keyPrefix = `switchyard-test-${randomBytes(6).toString('hex')}:`;
  const redis = new Redis(REDIS_PORT, '127.0.0.1');
  const proxy = new TcpProxy(REDIS_PORT);
  let gate = deferred();
  let database: TestDatabase;
  let api: JobProcess;
  let worker: JobProcess;

  beforeAll(async () => {
    await proxy.open();
    database = await createTestDatabase();
    const start = (role: 'api' | 'worker') =>
      startJobProcess(
        database.url,
        (handlers) =>
          handlers.register(work, async () => {
            await gate.promise;
            return {};
          }),
        { role, redisUrl: `redis://127.0.0.1:${proxy.port}?keyPrefix=${keyPrefix}` },
      );
    api = await start('api');
    worker = await start('worker');
  });
  beforeEach(() => {
    gate = deferred();
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
    await proxy.cut();
    await database.drop();
    const keys = await redis.keys(`${keyPrefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    await redis.quit();
  });

  it('go there under the prefix that the address names, and leave nothing behind', async () => {
    const { id } = await api.queue.enqueue(jobActor, work, {});
    await worker.reached(id, 'running');
    expect(await redis.keys(`${keyPrefix}*${id}*`)).not.toEqual([]);
    expect(await connections(database.url, 'switchyard jobs')).toBe(0);
    gate.resolve();
    await worker.reached(id, 'succeeded');
    await until(async () => (await redis.keys(`${keyPrefix}*${id}-0`)).length === 0, { what: 'Redis to be clean' });
  });

  it('are accepted while Redis is away, finish, and are delivered when it is back', async () => {
    const { id: running } = await api.queue.enqueue(jobActor, work, {});
    await worker.reached(running, 'running');
    await proxy.cut();
    const startedAt = performance.now();
    const { id } = await api.queue.enqueue(jobActor, work, {});
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    gate.resolve();
    await worker.reached(running, 'succeeded');
    expect((await worker.job(id)).state).toBe('queued');
    await proxy.open();
    await worker.reached(id, 'succeeded');
  });
});
