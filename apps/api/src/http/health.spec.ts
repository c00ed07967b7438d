import express from 'express';
import request from 'supertest';
import { healthRoutes } from './health';
import { Readiness } from './readiness';

const serve = (readiness: Readiness) => express().use(healthRoutes(readiness));
const passes = () => Promise.resolve();
const fails = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.5:5432'));

describe('health', () => {
  it('is live whatever the checks say', async () => {
    await request(serve(new Readiness([fails])))
      .get('/health/live')
      .expect(200, { status: 'ok' });
  });

  it('is ready when every check passes', async () => {
    const response = await request(serve(new Readiness([passes, passes])))
      .get('/health/ready')
      .expect(200, { status: 'ok' });
    expect(response.headers['cache-control']).toBe('no-store');
  });

  it('is not ready when a check fails, and does not tell why', async () => {
    await request(serve(new Readiness([passes, fails])))
      .get('/health/ready')
      .expect(503, { status: 'unavailable' });
  });

  it('is not ready when a check hangs', async () => {
    const hanging = new Readiness([() => new Promise(() => undefined)], 20);
    await request(serve(hanging)).get('/health/ready').expect(503);
  });

  it('is not ready while shutting down, but live', async () => {
    const readiness = new Readiness([passes]);
    const app = serve(readiness);
    readiness.drain();
    await request(app).get('/health/ready').expect(503, { status: 'unavailable' });
    await request(app).get('/health/live').expect(200);
  });

  it('shares one run of the checks between callers at the same time', async () => {
    const check = jest.fn(passes);
    const readiness = new Readiness([check]);
    await Promise.all([readiness.isReady(), readiness.isReady(), readiness.isReady()]);
    expect(check).toHaveBeenCalledTimes(1);
    await readiness.isReady();
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('answers only GET and HEAD', async () => {
    const app = serve(new Readiness([passes]));
    await request(app).head('/health/ready').expect(200);
    await request(app).post('/health/ready').expect(405).expect('Allow', 'GET, HEAD');
  });
});
