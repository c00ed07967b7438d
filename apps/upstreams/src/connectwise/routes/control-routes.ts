import { Router } from 'express';
import { badRequest, notFound } from '../http/api-error';
import type { Faults, FaultRule } from '../../http/faults';
import { idOf } from '../http/responses';
import { isFields } from '../../fields';
import type { Simulation } from '../simulation';

/** A way to change the weather from outside the process: `POST /control/faults`, `/control/move` and so on. */
export function controlRoutes(simulation: Simulation, faults: Faults): Router {
  const router = Router();
  router.post('/control/faults', (request, response) => {
    if (!isFields(request.body) || !isFields(request.body.fault)) throw badRequest('A rule has a fault with a kind');
    faults.add(request.body as unknown as FaultRule);
    response.status(204).end();
  });
  router.delete('/control/faults', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });
  router.post('/control/move', (_request, response) => {
    response.json({ codebase: simulation.moveCodebase() });
  });
  router.get('/control/requests', (_request, response) => {
    response.json(simulation.requests);
  });
  router.put('/control/on-hand/:id', (request, response) => {
    const item = simulation.world.catalog.get(idOf(request, 'id'));
    const onHand = isFields(request.body) ? Number(request.body.onHand) : NaN;
    if (!item) throw notFound('CatalogItem', request.params.id);
    if (!Number.isInteger(onHand)) throw badRequest('onHand is a whole number');
    simulation.world.setOnHand(item, onHand);
    response.status(204).end();
  });
  router.patch('/control/records/:resource/:id', (request, response) => {
    if (!isFields(request.body)) throw badRequest('The body holds the fields to change');
    response.json(simulation.changeAsPerson(request.params.resource, idOf(request, 'id'), request.body));
  });
  return router;
}
