import { type MarkedRequest, markRequest } from '@app/contract';
import { type Actor, PermissionSet } from '@app/kernel';
import express, { type ErrorRequestHandler } from 'express';
import request from 'supertest';
import { createLogger } from './logger';
import { requestLogging } from './request-logging';

interface LogLine {
  level: number;
  requestId: string;
  route: string;
  status: number;
  durationMs: number;
  surface?: string;
  userId?: string;
  err?: { message: string };
}

const actor: Actor = {
  principal: { userId: 'u1', login: 'ada', permissions: PermissionSet.none, kind: 'session', tokenId: 't1' },
  origin: { requestId: 'r', address: '127.0.0.1', userAgent: '', surface: 'optima' },
};

/** An application with the documented routes that carry secrets, and all that it logs. */
function loggedApp({ demo = false } = {}) {
  let output = '';
  const logger = createLogger({ demo, logLevel: 'trace' }, { write: (line) => (output += line) });
  const app = express();
  app.use(markRequest, requestLogging(logger));
  app.use(express.json(), express.urlencoded());
  app.get('/v1/auth/redirect', (_request, response) => void response.json({}));
  app.get('/v1/role/:identifier', (request, response) => {
    (request as unknown as MarkedRequest).mark.actor = actor;
    response.json({});
  });
  app.post('/api/fmw/encrypt', (_request, response) => void response.json({}));
  app.post('/users/login', (_request, response) => void response.status(401).json({}));
  app.post('/oauth2/token', () => {
    throw Object.assign(new Error('statement failed'), { parameters: ['s3cret'], query: 's3cret', body: 's3cret' });
  });
  app.post('/entity', () => {
    throw Object.assign(new Error('invalid input syntax for type integer: "s3cret"'), { code: '22P02' });
  });
  // As the error filter of the contract kit reports what failed.
  const onError: ErrorRequestHandler = (error: Error & { status?: number }, request, response, _next) => {
    logger.error({ requestId: (request as MarkedRequest).mark.requestId, err: error }, 'A request failed');
    response.status(error.status ?? 500).json({});
  };
  app.use(onError);
  const lines = () =>
    output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as LogLine);
  return { app, output: () => output, lines };
}

describe('requestLogging', () => {
  it('logs the facts of a request under its route pattern', async () => {
    const { app, lines } = loggedApp();
    await request(app).get('/v1/role/abc?x=1').set('x-request-id', 'req-1').expect('x-request-id', 'req-1');
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatchObject({
      level: 30,
      requestId: 'req-1',
      method: 'GET',
      route: '/v1/role/:identifier',
      status: 200,
      surface: 'optima',
      userId: 'u1',
    });
    expect(lines()[0]?.durationMs).toBeGreaterThanOrEqual(0);
  });

  it.each(['has space', 'a'.repeat(65), 'semi;colon', ''])('replaces the request id "%s"', async (offered) => {
    const { app, lines } = loggedApp();
    const response = await request(app).get('/v1/role/abc').set('x-request-id', offered);
    expect(response.headers['x-request-id']).toMatch(/^[A-Za-z0-9-]{1,64}$/);
    expect(response.headers['x-request-id']).not.toBe(offered);
    expect(lines()[0]?.requestId).toBe(response.headers['x-request-id']);
  });

  it('logs a failure as an error with the request id of the answer', async () => {
    const { app, lines } = loggedApp();
    const response = await request(app).post('/oauth2/token').send({}).expect(500);
    const requestId = response.headers['x-request-id'];
    expect(lines()).toHaveLength(2);
    expect(lines()[0]).toMatchObject({ level: 50, requestId, err: { message: 'statement failed' } });
    expect(lines()[1]).toMatchObject({ level: 50, requestId, status: 500, route: '/oauth2/token' });
  });

  it('logs a path that no route answers without the path', async () => {
    const { app, lines, output } = loggedApp();
    await request(app).get('/s3cret/path').expect(404);
    expect(lines()[0]?.route).toBe('unmatched');
    expect(output()).not.toContain('s3cret');
  });

  it('leaves probes out', async () => {
    const { app, output } = loggedApp();
    await request(app).get('/health/live');
    await request(app).get('/metrics?x=1');
    expect(output()).toBe('');
  });

  describe.each([{ demo: false }, { demo: true }])('with demo = $demo', ({ demo }) => {
    const send: Record<string, (app: express.Express) => request.Test> = {
      'code and state of the sign-in redirect': (app) => request(app).get('/v1/auth/redirect?code=s3cret&state=s3cret'),
      'plain_text in the query': (app) => request(app).post('/api/fmw/encrypt?plain_text=s3cret'),
      'plain_text in the body': (app) => request(app).post('/api/fmw/encrypt').send({ plain_text: 's3cret' }),
      Authorization: (app) => request(app).get('/v1/role/a').set('Authorization', 'Bearer s3cret'),
      'x-refresh-token': (app) => request(app).get('/v1/role/a').set('x-refresh-token', 's3cret'),
      'cookies and unknown headers': (app) =>
        request(app)
          .get('/v1/role/a')
          .set('Cookie', 'refreshToken=s3cret')
          .set('x-api-key', 's3cret')
          .set('Referer', 'http://a/?code=s3cret'),
      'the password of a refused login': (app) =>
        request(app).post('/users/login').send({ username: 'a', password: 's3cret' }),
      'password and refresh_token of a failing form': (app) =>
        request(app).post('/oauth2/token').type('form').send({ password: 's3cret', refresh_token: 's3cret' }),
      'a body that is no JSON': (app) =>
        request(app).post('/users/login').set('Content-Type', 'application/json').send('{"password": s3cret'),
      'a value that PostgreSQL could not read': (app) => request(app).post('/entity').send({ id: 's3cret' }),
      'a malformed request id': (app) => request(app).get('/v1/role/a').set('x-request-id', 's3cret!'),
      'a secret in the path': (app) => request(app).get('/v1/role/s3cret'),
    };

    it.each(Object.keys(send))('keeps %s out of the log', async (name) => {
      const { app, output } = loggedApp({ demo });
      await send[name]?.(app);
      expect(output()).not.toBe('');
      expect(output()).not.toContain('s3cret');
    });
  });
});
