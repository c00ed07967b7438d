import { DomainError } from '@app/kernel';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { deferred } from '../../../test/support/deferred';
import { connections, jobActor, jobPatterns, startJobProcess, type JobProcess } from '../../../test/support/jobs';
import { until } from '../../../test/support/until';
import { defineJob } from './job-definition';
import type { JobRun } from './job-handlers';
import { JobInterruptedError } from './job.errors';

interface Count {
  readonly upTo: number;
}
interface Counted {
  readonly counted: number;
}

const count = defineJob<Count, Counted, Counted>('test.count');
const script = defineJob<object, object, object>('test.script');

let database: TestDatabase;
let jobs: JobProcess;
let perform: (run: JobRun<object, object>) => Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase();
  jobs = await startJobProcess(database.url, (handlers) => {
    handlers.register(count, async ({ input, checkpoint, report }) => {
      let counted = checkpoint?.counted ?? 0;
      while (counted < input.upTo) {
        counted += 1;
        await report({ done: counted, total: input.upTo }, { counted });
      }
      return { counted };
    });
    handlers.register(script, async (run) => {
      await perform(run);
      return {};
    });
  });
});
afterAll(async () => {
  await jobs.close();
  await database.drop();
});

const audited = async (id: string) => {
  const rows: { action: string; actor_login: string }[] = await jobs.database.dataSource.query(
    'select action, actor_login from audit_log where target_id = $1 order by seq',
    [id],
  );
  return rows.map(({ action, actor_login: login }) => `${login} ${action}`);
};

/** Starts a job that does this. */
const start = (work: typeof perform) => {
  perform = work;
  return jobs.queue.enqueue(jobActor, script, {});
};

describe('a job', () => {
  it('is run after its transaction has committed, and leaves result, progress and audit rows', async () => {
    const { id, state } = await jobs.queue.enqueue(jobActor, count, { upTo: 3 });
    expect(state).toBe('queued');
    const job = await jobs.reached(id, 'succeeded');
    expect(job).toMatchObject({
      result: { counted: 3 },
      progress: { done: 3, total: 3 },
      checkpoint: { counted: 3 },
      attempts: 1,
      created_by_login: 'ada',
      error: null,
    });
    expect(await audited(id)).toEqual(['ada job.start', 'ada job.succeed']);
  });

  it('never exists when its transaction rolls back', async () => {
    let id = '';
    const attempt = jobs.transactions.run(async () => {
      ({ id } = await jobs.queue.enqueue(jobActor, count, { upTo: 1 }));
      throw new Error('changed my mind');
    });
    await expect(attempt).rejects.toThrow('changed my mind');
    await expect(jobs.job(id)).rejects.toThrow('There is no job');
    expect(await audited(id)).toEqual([]);
  });

  it('acts for the one who started it, with the rights of now and on the surface of the request', async () => {
    let seen: JobRun<object, object>['actor'] | undefined;
    const { id } = await start(async ({ actor }) => void (seen = actor));
    await jobs.reached(id, 'succeeded');
    expect(seen?.principal).toMatchObject({ userId: jobActor.principal?.userId, login: 'ada' });
    expect(seen?.principal?.permissions.patterns).toEqual(['job.test']);
    expect(seen?.origin).toEqual(jobActor.origin);
  });

  it('learns of rights that were withdrawn while it runs', async () => {
    const begun = deferred();
    const withdrawn = deferred();
    const seen: (readonly string[] | undefined)[] = [];
    const { id } = await start(async ({ actor, currentActor }) => {
      seen.push(actor.principal?.permissions.patterns, (await currentActor()).principal?.permissions.patterns);
      begun.resolve();
      await withdrawn.promise;
      const now = await currentActor();
      seen.push(now.principal?.permissions.patterns);
      expect(now).toMatchObject({ origin: actor.origin, principal: { userId: actor.principal?.userId } });
    });
    await begun.promise;
    const patterns = jobPatterns.splice(0);
    withdrawn.resolve();
    await jobs.reached(id, 'succeeded');
    jobPatterns.push(...patterns);
    expect(seen).toEqual([['job.test'], ['job.test'], []]);
  });

  it('fails with the sentence of a DomainError', async () => {
    const { id } = await start(() => Promise.reject(new DomainError('test.full', 409, 'The vault is full.')));
    expect((await jobs.reached(id, 'failed')).error).toBe('The vault is full.');
    expect(await audited(id)).toEqual(['ada job.start', 'ada job.fail']);
  });

  it('fails without internals for any other error, which the log has', async () => {
    const { id } = await start(() => Promise.reject(new TypeError('secret is not iterable')));
    const { error } = await jobs.reached(id, 'failed');
    expect(error).toContain('fault of the server');
    expect(error).not.toContain('secret');
    expect(jobs.log.join()).toContain(id);
  });

  it('keeps the last progress although it came too soon to be written', async () => {
    const { id } = await start(async ({ report }) => {
      for (let done = 1; done <= 50; done += 1) await report({ done, total: 50, note: 'quick' });
    });
    expect((await jobs.reached(id, 'succeeded')).progress).toEqual({ done: 50, total: 50, note: 'quick' });
  });
});

describe('a flight key', () => {
  it('lets one job at a time through, also of many that start at once', async () => {
    const gate = deferred();
    perform = () => gate.promise;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => jobs.queue.enqueue(jobActor, script, {}, { flightKey: 'rotation' })),
    );
    const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(started).toHaveLength(1);
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ code: 'job.alreadyRunning', status: 409, details: { id: started[0]?.id } });
    }
    gate.resolve();
    await jobs.reached(started[0]!.id, 'succeeded');
    const next = await jobs.queue.enqueue(jobActor, script, {}, { flightKey: 'rotation' });
    await jobs.reached(next.id, 'succeeded');
  });
});

describe('cancelling', () => {
  it('stops a running job at its next report and rolls back what shares its transaction', async () => {
    const begun = deferred();
    const asked = deferred();
    let reason: unknown;
    const { id } = await start(async ({ report, signal }) => {
      begun.resolve();
      await asked.promise;
      reason = await jobs.transactions
        .run(async () => {
          await jobs.database.dataSource.query('select 1');
          await report({ done: 1, total: 1 }, { counted: 1 });
        })
        .catch((error: unknown) => error);
      signal.throwIfAborted();
    });
    await begun.promise;
    expect(await jobs.queue.cancel(jobActor, id)).toMatchObject({ state: 'running' });
    asked.resolve();
    const job = await jobs.reached(id, 'cancelled');
    expect(reason).toBeInstanceOf(JobInterruptedError);
    expect(job).toMatchObject({ checkpoint: null, result: null, error: null });
    expect(await audited(id)).toEqual(['ada job.start', 'ada job.cancel']);
    await expect(jobs.queue.cancel(jobActor, id)).rejects.toMatchObject({ code: 'job.finished' });
  });

  it('aborts the signal of a handler that never reports', async () => {
    const { id } = await start(({ signal }) => new Promise((_, reject) => (signal.onabort = () => reject(Error()))));
    await jobs.reached(id, 'running');
    await jobs.queue.cancel(jobActor, id);
    await jobs.reached(id, 'cancelled');
  });

  it('ends a queued job at once: no more than two run at a time', async () => {
    const gate = deferred();
    const ids: string[] = [];
    for (let index = 0; index < 4; index += 1) ids.push((await start(() => gate.promise)).id);
    const states = async () => (await Promise.all(ids.map((id) => jobs.job(id)))).map(({ state }) => state);
    await until(async () => (await states()).filter((state) => state === 'running').length === 2);
    expect((await states()).sort()).toEqual(['queued', 'queued', 'running', 'running']);
    const waiting = ids[(await states()).indexOf('queued')]!;
    expect(await jobs.queue.cancel(jobActor, waiting)).toMatchObject({ state: 'cancelled' });
    gate.resolve();
    await Promise.all(ids.filter((id) => id !== waiting).map((id) => jobs.reached(id, 'succeeded')));
    expect(await jobs.job(waiting)).toMatchObject({ state: 'cancelled', attempts: 0 });
  });
});

it('holds few connections', async () => {
  const { id } = await jobs.queue.enqueue(jobActor, count, { upTo: 2 });
  await jobs.reached(id, 'succeeded');
  expect(await connections(database.url, 'switchyard jobs')).toBeLessThanOrEqual(3);
});
