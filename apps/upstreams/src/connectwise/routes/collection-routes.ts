import { type Request, type Response, Router } from 'express';
import { notFound } from '../http/api-error';
import { idOf, queryOf } from '../http/responses';
import { ListQuery, type Page } from '../query/list-query';
import type { Collection } from '../records/collection';
import { applyPatch } from '../records/patch';
import type { Row } from '../records/row';
import type { Changes } from './changes';

/** Everything that ConnectWise does alike for every kind of records. */
export function collectionRoutes(collection: Collection, changes: Changes): Router {
  const path = `/${collection.path}`;
  const parentOf = (request: Request): number | null => {
    const { parent, resource } = collection;
    if (!parent) return null;
    const id = idOf(request, 'parentId');
    if (!parent.of.store.get(id)) throw notFound(`${parent.of.resource} of ${resource}`, id);
    return id;
  };
  const recordOf = (request: Request): Row => {
    const row = collection.find(idOf(request, 'id'), parentOf(request));
    if (!row) throw notFound(collection.resource, String(request.params.id));
    return row;
  };
  const save = (response: Response, row: Row, fields: Record<string, unknown>): void => {
    response.json(changes.save(collection, { ...collection.checked(fields), id: row.id }));
  };

  const router = Router();
  router.get(path, (request, response) => {
    const query = listQuery(request);
    const page = query.page(collection.rows(query.pageId, parentOf(request)));
    sendPage(request, response, page);
  });
  router.get(`${path}/count`, (request, response) => {
    response.json({ count: listQuery(request).count(collection.rows(0, parentOf(request))) });
  });
  router.get(`${path}/:id`, (request, response) => {
    response.json(listQuery(request).selection()(recordOf(request)));
  });
  if (!collection.writable) return router;
  router.post(path, (request, response) => {
    const fields = collection.checked(collection.complete(request.body, parentOf(request)));
    response.status(201).json(changes.add(collection, fields));
  });
  router.patch(`${path}/:id`, (request, response) => {
    const row = recordOf(request);
    save(response, row, applyPatch(row, request.body));
  });
  router.put(`${path}/:id`, (request, response) => {
    const row = recordOf(request);
    save(response, row, { ...collection.complete(request.body, parentOf(request)), _info: row._info });
  });
  router.delete(`${path}/:id`, (request, response) => {
    changes.remove(collection, recordOf(request));
    response.status(204).end();
  });
  return router;
}

export function listQuery(request: Request): ListQuery {
  return new ListQuery(queryOf(request), request.get('pagination-type') === 'forward-only');
}

/** RFC 8288 links to the pages around this one. */
export function sendPage(request: Request, response: Response, { rows, links }: Page): void {
  const header = Object.entries(links).map(([relation, parameters]) => {
    const url = new URL(request.originalUrl, `${request.protocol}://${request.get('host') ?? 'localhost'}`);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value));
    return `<${url.href}>; rel="${relation}"`;
  });
  if (header.length > 0) response.set('Link', header.join(', '));
  response.json(rows);
}
