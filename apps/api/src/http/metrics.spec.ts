import { PermissionSet, type Principal, PrincipalSource } from '@app/kernel';
import express from 'express';
import request from 'supertest';
import { metricsRoute, ServerMetrics } from './metrics';

class Principals extends PrincipalSource {
  authenticate(token: string): Promise<Principal | null> {
    const permissions = new PermissionSet(token === 'reader' ? ['metrics.read'] : ['metrics.write']);
    const principal: Principal = { userId: 'u', login: 'u', permissions, kind: 'session', tokenId: 't' };
    return Promise.resolve(token === 'reader' || token === 'stranger' ? principal : null);
  }
}

function serve(token: string | null = 'metrics-token') {
  const metrics = new ServerMetrics();
  const app = express();
  app.use(metrics.measure, metricsRoute(metrics, { token, principals: new Principals() }));
  app.get('/v1/role/:identifier', (_request, response) => void response.json({}));
  return app;
}

/** supertest calls from loopback; a proxy on the same host would add this header. */
const forwarded = (app: express.Express, authorization?: string) => {
  const call = request(app).get('/metrics').set('X-Forwarded-For', '127.0.0.1');
  return authorization === undefined ? call : call.set('Authorization', authorization);
};

describe('/metrics', () => {
  it('answers loopback with durations by method, route pattern and status', async () => {
    const app = serve();
    await request(app).get('/v1/role/abc?plain_text=s3cret');
    await request(app).get('/nowhere/s3cret');
    const { text } = await request(app)
      .get('/metrics')
      .expect(200)
      .expect('Content-Type', /^text\/plain/);
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/v1/role/:identifier",status="200"} 1',
    );
    expect(text).toContain('http_request_duration_seconds_count{method="GET",route="unmatched",status="404"} 1');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toContain('s3cret');
  });

  it.each([
    ['nothing', undefined, 401],
    ['an unknown token', 'Bearer unknown', 401],
    ['another scheme', 'Basic metrics-token', 401],
    ['the metrics token', 'Bearer metrics-token', 200],
    ['a user with metrics.read', 'Bearer reader', 200],
    ['a user without it', 'Bearer stranger', 403],
  ])('answers a forwarded request with %s by its credentials', async (_name, authorization, status) => {
    await forwarded(serve(), authorization).expect(status);
  });

  it('has no token by default', async () => {
    await forwarded(serve(null), 'Bearer null').expect(401).expect('WWW-Authenticate', 'Bearer');
  });

  it('answers only GET and HEAD', async () => {
    await request(serve()).delete('/metrics').expect(405).expect('Allow', 'GET, HEAD');
  });
});
