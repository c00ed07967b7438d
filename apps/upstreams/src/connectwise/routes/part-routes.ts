import { type Request, Router } from 'express';
import { warehouseBinRows } from '../data/catalog';
import { notFound } from '../http/api-error';
import { idOf } from '../http/responses';
import type { Row } from '../records/row';
import type { World } from '../records/world';
import { listQuery, sendPage } from './collection-routes';

/** What hangs below single records and is no collection of its own: stock, and the ways to reach a contact. */
export function partRoutes(world: World): Router {
  const onHand = (item: Row): number =>
    world.inventoryOf(item).reduce((total, place) => total + Number(place.onHand), 0);
  const binOf = (request: Request): number => {
    const id = idOf(request, 'id');
    if (!warehouseBinRows.some((bin) => bin.id === id)) throw notFound('WarehouseBin', String(id));
    return id;
  };
  const router = Router();
  router.get('/procurement/catalog/:id/inventory', (request, response) => {
    const item = world.catalog.get(idOf(request, 'id'));
    if (!item) throw notFound('CatalogItem', request.params.id);
    response.json(world.inventoryOf(item));
  });
  router.get('/procurement/warehouseBins/:id/inventoryOnHand', (request, response) => {
    const query = listQuery(request);
    sendPage(request, response, query.page(world.inventoryIn(binOf(request), query.pageId)));
  });
  router.get('/procurement/warehouseBins/:id/inventoryOnHand/count', (request, response) => {
    response.json({ count: listQuery(request).count(world.inventoryIn(binOf(request), 0)) });
  });
  router.get('/procurement/catalog/:identifier/quantityOnHand', (request, response) => {
    for (const item of world.catalog.after(0)) {
      if (item.identifier !== request.params.identifier) continue;
      response.json({ count: onHand(item) });
      return;
    }
    throw notFound('CatalogItem', request.params.identifier);
  });
  router.get('/company/contacts/:id/communications', (request, response) => {
    const contact = world.contacts.get(idOf(request, 'id'));
    if (!contact) throw notFound('Contact', request.params.id);
    response.json(contact.communicationItems);
  });
  return router;
}
