import { Router } from 'express';
import { isFields } from '../../fields';
import type { Faults, FaultRule } from '../../http/faults';
import { Refusal } from '../refusal';
import type { UnifiSimulation } from '../simulation';

/** A way to change the weather from outside the process. */
export function controlRoutes(simulation: UnifiSimulation, faults: Faults): Router {
  const router = Router();
  router.post('/control/faults', (request, response) => {
    if (!isFields(request.body) || !isFields(request.body.fault)) throw new Refusal(400, 'api.err.InvalidPayload');
    faults.add(request.body as unknown as FaultRule);
    response.status(204).end();
  });
  router.delete('/control/faults', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });
  router.post('/control/expire-sessions', (_request, response) => {
    simulation.sessions.expire();
    response.status(204).end();
  });
  router.post('/control/devices', (request, response) => {
    const { site, mac, set } = isFields(request.body) ? request.body : {};
    if (typeof site !== 'string' || typeof mac !== 'string' || !isFields(set)) {
      throw new Refusal(400, 'api.err.InvalidPayload');
    }
    simulation.state.changeDevice(site, mac, set);
    response.status(204).end();
  });
  router.get('/control/requests', (_request, response) => void response.json(simulation.requests));
  return router;
}
