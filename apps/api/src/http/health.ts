import { type RequestHandler, Router } from 'express';
import type { Readiness } from './readiness';

const refuseOtherMethods: RequestHandler = (_request, response) => {
  response.status(405).set('Allow', 'GET, HEAD').json({ status: 'method not allowed' });
};

/** `/health/live`: the event loop turns. `/health/ready`: send traffic here. Public, so neither tells why not. */
export function healthRoutes(readiness: Readiness): Router {
  const router = Router();
  router.use('/health', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/health/ready', async (_request, response) => {
    const ready = await readiness.isReady();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'unavailable' });
  });
  router.all(['/health/live', '/health/ready'], refuseOtherMethods);
  return router;
}
