import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { type ConnectWiseSimulatorSettings, defaultConnectWiseSettings } from './connectwise-settings';
import { notFound } from './http/api-error';
import { authentication } from './http/authentication';
import { Faults } from '../http/faults';
import { errorHandler } from './http/responses';
import { collectionRoutes } from './routes/collection-routes';
import { controlRoutes } from './routes/control-routes';
import { forecastRoutes } from './routes/forecast-routes';
import { partRoutes } from './routes/part-routes';
import { Simulation } from './simulation';

export interface RunningConnectWise {
  /** Base URL, without a trailing slash. */
  readonly url: string;
  readonly settings: ConnectWiseSimulatorSettings;
  readonly simulation: Simulation;
  readonly faults: Faults;
  close(): Promise<void>;
}

/** The whole answer of a path that this release does not have, as the web server below ConnectWise gives it. */
const NO_SUCH_PAGE = '<html><head><title>404 - File or directory not found.</title></head></html>';

/**
 * A ConnectWise on loopback, for demo and tests: an HTTP server with consistent data that keeps to the vendor's rules,
 * and breaks them on demand.
 *
 * @param onFault hears of failures of the simulator itself
 */
export async function startConnectWise(
  options: Partial<ConnectWiseSimulatorSettings>,
  onFault: (error: unknown) => void,
): Promise<RunningConnectWise> {
  const settings = { ...defaultConnectWiseSettings, ...options };
  const app = express().disable('x-powered-by').disable('etag');
  const server = createServer(app);
  server.listen(settings.port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const simulation = new Simulation(settings, () => url);
  const faults = new Faults(({ status, code = 'ConnectWiseApi' }) =>
    status === 429
      ? { error: 'rate_limit', message: 'Too many requests' }
      : { code, message: `Injected ${status}`, errors: null },
  );
  app.use(express.json({ limit: '5mb', strict: false }));
  app.use(controlRoutes(simulation, faults));
  app.use(journal(simulation));
  app.use('/callbacks', faults.handler);
  app.use(simulation.callbacks.routes);
  app.get('/login/companyinfo/:companyId', faults.handler, companyInfo(simulation, settings));
  app.use('/:codebase/apis/3.0', currentRelease(simulation), faults.handler, authentication(settings));
  app.use('/:codebase/apis/3.0', apiRoutes(simulation, settings));
  app.use((_request, response) => void response.status(404).type('html').send(NO_SUCH_PAGE));
  app.use(errorHandler(onFault));

  return {
    ...{ url, settings, simulation, faults },
    close: async () => {
      await simulation.callbacks.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function apiRoutes({ world, changes }: Simulation, settings: ConnectWiseSimulatorSettings): express.Router {
  const router = express.Router();
  router.use(partRoutes(world), forecastRoutes(world, settings));
  for (const collection of world.collections) router.use(collectionRoutes(collection, changes));
  router.use((request) => {
    throw notFound('Resource', request.path);
  });
  return router;
}

const journal =
  (simulation: Simulation): RequestHandler =>
  (request, _response, next) => {
    simulation.see({
      ...{ method: request.method, url: request.originalUrl, accept: request.get('accept') ?? '' },
      forwardOnly: request.get('pagination-type') === 'forward-only',
    });
    next();
  };

/** Other releases are gone: a page for people says so. */
const currentRelease =
  (simulation: Simulation): RequestHandler<{ codebase: string }> =>
  (request, response, next) => {
    if (`${request.params.codebase}/` === simulation.codebase) next();
    else response.status(404).type('html').send(NO_SUCH_PAGE);
  };

/** Asked before signing in; null for a company that is not here. */
const companyInfo =
  (simulation: Simulation, { company }: ConnectWiseSimulatorSettings): RequestHandler =>
  (request, response) => {
    const known = String(request.params.companyId).toLowerCase() === company.toLowerCase();
    const { codebase } = simulation;
    const facts = { CompanyName: 'Switchyard Demo', CompanyID: company, Codebase: codebase, IsCloud: true };
    response.json(
      known ? { ...facts, VersionCode: codebase.slice(0, -1), VersionNumber: codebase.slice(0, -1) } : null,
    );
  };
