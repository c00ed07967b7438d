import { createHash, timingSafeEqual } from 'node:crypto';
import type { PrincipalSource } from '@app/kernel';
import { type Request, type RequestHandler, Router } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { Metrics } from './metrics.permissions';
import { routePattern } from './route-pattern';

/** The measurements of this process. One per process; tests make their own. */
export class ServerMetrics {
  private readonly registry = new Registry();
  private readonly duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  /** @param others what else is measured in this process */
  constructor(private readonly others: readonly Registry[] = []) {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** In the text format of Prometheus. */
  text(): Promise<string> {
    return Registry.merge([this.registry, ...this.others]).metrics();
  }

  /** Measures every request that passes through it, under its route pattern. */
  readonly measure: RequestHandler = (request, response, next) => {
    const startedAt = performance.now();
    response.on('finish', () => {
      const labels = { method: request.method, route: routePattern(request), status: response.statusCode };
      this.duration.observe(labels, (performance.now() - startedAt) / 1000);
    });
    next();
  };
}

export interface MetricsAccess {
  /** METRICS_TOKEN, or null when none is configured. */
  token: string | null;
  /** Knows the users whose `metrics.read` opens the path too. */
  principals: PrincipalSource;
}

/** `/metrics` in Prometheus text format: for loopback, the metrics token, or a user who holds `metrics.read`. */
export function metricsRoute(metrics: ServerMetrics, access: MetricsAccess): Router {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    const refusal = await refusalOf(request, access);
    if (refusal === null) {
      response.type(metrics.contentType).send(await metrics.text());
      return;
    }
    if (refusal === 401) response.set('WWW-Authenticate', 'Bearer');
    response.status(refusal).json({ status: refusal === 401 ? 'unauthorized' : 'forbidden' });
  });
  router.all('/metrics', (_request, response) => {
    response.status(405).set('Allow', 'GET, HEAD').json({ status: 'method not allowed' });
  });
  return router;
}

async function refusalOf(request: Request, { token, principals }: MetricsAccess): Promise<401 | 403 | null> {
  if (isFromThisHost(request)) return null;
  const presented = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (presented === undefined) return 401;
  if (token !== null && isSameSecret(presented, token)) return null;
  const principal = await principals.authenticate(presented);
  if (principal === null) return 401;
  return principal.permissions.has(Metrics.read.id) ? null : 403;
}

/** A forwarded request comes from a proxy on this host, not from this host. */
function isFromThisHost({ socket, headers }: Request): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  return /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
}

/** Compares digests, as equal lengths are what a constant-time comparison needs. */
function isSameSecret(presented: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(presented), digest(expected));
}
