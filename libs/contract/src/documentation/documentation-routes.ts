import { CommonError } from '@app/kernel';
import { Router, type Request, type RequestHandler } from 'express';
import type { ContractDocuments } from '../documents/build-documents';
import { under } from '../routing/under';
import { Assets } from './assets';
import { Pages } from './pages';
import { documentPaths, ServedDocuments } from './served-documents';
import type { StaticContent } from './static-content';

/** `/`, `/api` but for the platform API, and two files. */
const PATHS = /^\/(api($|\/(?!v1\/))|favicon\.ico|liberty-api\.json|$)/i;

const ASSETS = '/api/openapi/assets';
/** The URL of an asset names its content, so it never has to be asked for again. */
const FOREVER = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

const refuseOtherMethods: RequestHandler = (_request, _response, next) => {
  next(CommonError.methodNotAllowed({ allow: ['GET', 'HEAD'] }));
};

/**
 * The documentation: Redoc at `/api`, Swagger UI at `/api/test`, and the documents themselves. Nothing else below
 * `/api` is answered here, and every asset comes from this server. `/` leads to it.
 *
 * Stands before the body parsers and before Nest's routes.
 *
 * @param documents builds the documents; called once, with the first request for one
 */
export function documentationRoutes(documents: () => ContractDocuments): RequestHandler {
  const assets = new Assets(ASSETS);
  const pages = new Pages(assets);
  const served = new ServedDocuments(documents);
  const router = Router();
  const serve = (path: string, choose: (query: Request['query']) => StaticContent): void => {
    router
      .route(path)
      .get((request, response) => choose(request.query).send(request, response, REVALIDATE))
      .all(refuseOtherMethods);
  };

  serve('/api', ({ surface }) => pages.get('reference', surface));
  serve('/api/test', ({ surface }) => pages.get('console', surface));
  for (const [path, name] of documentPaths) serve(path, () => served.get(name));
  // Browsers ask for it beside a page that links no icon, such as a document.
  serve('/favicon.ico', () => assets.get('favicon.svg'));
  router
    .route('/')
    .get((_request, response) => response.redirect('/api'))
    .all(refuseOtherMethods);
  router.get(`${ASSETS}/:hash/:name`, async (request, response, next) => {
    const asset = assets.find(request.params.hash, request.params.name);
    if (asset) await asset.send(request, response, FOREVER);
    else next();
  });
  return under(PATHS, router);
}
