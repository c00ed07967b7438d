import { JobQueue, defineJob, type JobRow } from '@app/jobs';
import type { SignedInActor } from '@app/kernel';
import { PermissionSet } from '@app/kernel';
import { io } from 'socket.io-client';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { until } from '../../../support/until';

interface Job {
  readonly id: string;
  readonly state: string;
}
interface JobList {
  readonly data: Job[];
  readonly meta: { readonly nextCursor: string | null };
}

/** Nobody does these: they stay queued. */
const idle = defineJob<object, object, object>('test.idle');
const other = defineJob<object, object, object>('test.other');

let app: TestApp;
let ada: TestUser;
let ben: TestUser;

const actorOf = ({ id, login }: TestUser): SignedInActor => ({
  principal: { userId: id, login, permissions: PermissionSet.none, kind: 'session', tokenId: 't' },
  origin: { requestId: 'test', address: '127.0.0.1', userAgent: 'test', surface: 'optima' },
});

const enqueue = (user: TestUser, definition = idle): Promise<JobRow> =>
  app.nest.get(JobQueue).enqueue(actorOf(user), definition, {});

beforeAll(async () => {
  app = await startTestApp();
  [ada, ben] = [await app.actor(), await app.actor()];
});
afterAll(() => app.stop());

describe('GET /v1/job/:id', () => {
  it('shows a job to whoever started it and to holders of job.fetch', async () => {
    const { id } = await enqueue(ada);
    const { body } = await ada.agent.get<{ data: Job }>(`/v1/job/${id}`).expect(200);
    expect(body.data).toEqual({
      ...{ id, kind: 'test.idle', state: 'queued', cancelRequested: false },
      progress: { done: 0, total: null },
      ...{ result: null, error: null, attempts: 0, startedAt: null, finishedAt: null },
      createdBy: { id: ada.id, login: ada.login },
      createdAt: expect.any(String),
    });
    const reader = await app.actor('job.fetch');
    await reader.agent.get(`/v1/job/${id}`).expect(200);
  });

  it('hides the jobs of others', async () => {
    const { id } = await enqueue(ada);
    const { body } = await ben.agent.get(`/v1/job/${id}`).expect(404);
    expect(body).toMatchObject({ error: 'JobNotFound' });
    await ben.agent.get('/v1/job/nobody').expect(404);
    await app.agent.get(`/v1/job/${id}`).expect(401);
  });

  it('tells how a job failed and keeps its starter by name', async () => {
    const gone = await app.actor();
    const { id } = await enqueue(gone);
    await app.sql(`update jobs set state = 'failed', error = 'The vault is full.', finished_at = now() where id = $1`, [
      id,
    ]);
    await app.sql('delete from users where id = $1', [gone.id]);
    const reader = await app.actor('job.fetch');
    const { body } = await reader.agent.get<{ data: Job }>(`/v1/job/${id}`).expect(200);
    expect(body.data).toMatchObject({
      state: 'failed',
      error: 'The vault is full.',
      createdBy: { id: null, login: gone.login },
    });
  });
});

describe('GET /v1/job', () => {
  it('pages through the own jobs, newest first, each one once', async () => {
    const user = await app.actor();
    const started: string[] = [];
    for (let count = 0; count < 5; count += 1) started.unshift((await enqueue(user)).id);
    // Of the same moment: the id decides.
    await app.sql('update jobs set created_at = now() where id = any($1)', [started.slice(1, 4)]);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await user.agent.get<JobList>(`/v1/job?limit=2${query}`).expect(200);
      seen.push(...body.data.map(({ id }) => id));
      cursor = body.meta.nextCursor;
    }
    expect([...seen].sort()).toEqual([...started].sort());
    expect(seen).toHaveLength(5);
  });

  it('filters by kind and state, and shows those of others to holders of job.fetch.many only', async () => {
    const [mine, theirs] = [await enqueue(ada, other), await enqueue(ben, other)];
    const ids = async (user: TestUser, query: string) => {
      const { body } = await user.agent.get<JobList>(`/v1/job?${query}`).expect(200);
      return body.data.map(({ id }) => id);
    };
    expect(await ids(ada, 'kind=test.other')).toEqual([mine.id]);
    expect(await ids(ada, 'kind=test.other&state=running')).toEqual([]);
    expect(await ids(ada, 'kind=nothing.such')).toEqual([]);
    const overseer = await app.actor('job.fetch.many');
    expect(await ids(overseer, 'kind=test.other&state=queued')).toEqual([theirs.id, mine.id]);
  });

  it.each(['limit=0', 'limit=201', 'state=odd', 'cursor=nonsense', 'kind=A%20B'])('refuses %s', async (query) => {
    await ada.agent.get(`/v1/job?${query}`).expect(400);
  });

  it('answers nobody who is not signed in', async () => {
    await app.agent.get('/v1/job').expect(401);
  });
});

describe('POST /v1/job/:id/cancel', () => {
  const cancel = (user: TestUser, id: string) => user.agent.post<{ data: Job }>(`/v1/job/${id}/cancel`);

  it('cancels an own job, once, on the record', async () => {
    const { id } = await enqueue(ada);
    const { body } = await cancel(ada, id).expect(200);
    expect(body.data).toMatchObject({ state: 'cancelled', cancelRequested: true, finishedAt: expect.any(String) });
    const { body: refusal } = await cancel(ada, id).expect(409);
    expect(refusal).toMatchObject({ error: 'JobFinished' });
    const audited = await app.sql(
      'select action, actor_id, target_name from audit_log where target_id = $1 order by seq',
      [id],
    );
    expect(audited).toEqual(
      ['job.start', 'job.cancel'].map((action) => ({ action, actor_id: ada.id, target_name: 'test.idle' })),
    );
  });

  it('asks a running job to stop', async () => {
    const { id } = await enqueue(ada);
    await app.sql(`update jobs set state = 'running', heartbeat_at = now() where id = $1`, [id]);
    for (let count = 0; count < 2; count += 1) {
      const { body } = await cancel(ada, id).expect(200);
      expect(body.data).toMatchObject({ state: 'running', cancelRequested: true, finishedAt: null });
    }
  });

  it("needs job.cancel for another's, which job.fetch alone only shows", async () => {
    const { id } = await enqueue(ada);
    await cancel(ben, id).expect(404);
    await cancel(await app.actor('job.fetch'), id).expect(403);
    await cancel(await app.actor('job.cancel'), id).expect(200);
    await cancel(ben, 'nobody').expect(404);
    await app.agent.post(`/v1/job/${id}/cancel`).expect(401);
  });
});

describe('job:progress', () => {
  const listen = async ({ token }: TestUser) => {
    const news: { id: string; state: string }[] = [];
    const socket = io(app.url, { auth: { token }, transports: ['websocket'], reconnection: false });
    socket.on('job:progress', (item) => news.push(item));
    await until(() => socket.connected);
    return { socket, news };
  };

  it('tells sockets of whoever started the job, and nobody else', async () => {
    const [mine, theirs] = [await listen(ada), await listen(ben)];
    const { id } = await enqueue(ada);
    await ada.agent.post(`/v1/job/${id}/cancel`).expect(200);
    const { id: last } = await enqueue(ben);
    await until(() => mine.news.length === 2 && theirs.news.length > 0);
    const progress = { done: 0, total: null };
    expect(mine.news).toEqual([
      { id, kind: 'test.idle', state: 'queued', progress },
      { id, kind: 'test.idle', state: 'cancelled', progress },
    ]);
    expect(theirs.news.map((item) => item.id)).toEqual([last]);
    mine.socket.close();
    theirs.socket.close();
  });
});
