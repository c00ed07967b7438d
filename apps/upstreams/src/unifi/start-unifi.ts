import { once } from 'node:events';
import { createServer as createPlainServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { Faults } from '../http/faults';
import { PlainRefusal, Refusal } from './refusal';
import { authentication } from './routes/authentication';
import { controlRoutes } from './routes/control-routes';
import { networkRoutes } from './routes/network-routes';
import { applicationSignIn, consoleSignIn } from './routes/sign-in-routes';
import { UnifiSimulation } from './simulation';
import { defaultUnifiSettings, type UnifiSimulatorSettings } from './unifi-settings';

export interface RunningUnifi {
  /** Without a trailing slash. */
  readonly url: string;
  readonly settings: UnifiSimulatorSettings;
  readonly simulation: UnifiSimulation;
  readonly faults: Faults;
  close(): Promise<void>;
}

/**
 * A UniFi controller on loopback, for demo and tests: a console with UniFi OS, or the Network application alone.
 *
 * @param onFault hears of failures of the simulator itself
 */
export async function startUnifi(
  options: Partial<UnifiSimulatorSettings>,
  onFault: (error: unknown) => void,
): Promise<RunningUnifi> {
  const settings = { ...defaultUnifiSettings, ...options };
  const app = express().disable('x-powered-by').disable('etag');
  const server = settings.tls ? createTlsServer(settings.tls, app) : createPlainServer(app);
  const simulation = new UnifiSimulation(settings);
  const faults = new Faults(({ status, code = 'api.err.Injected' }) => new Refusal(status, code).body);
  app.use(express.json({ limit: '1mb' }), controlRoutes(simulation, faults));
  app.use((request, _response, next) => {
    simulation.see(`${request.method} ${request.originalUrl}`);
    next();
  });
  app.use(faults.handler);
  const onConsole = settings.flavour === 'os';
  app.use(onConsole ? consoleSignIn(simulation) : applicationSignIn(simulation));
  const prefix = onConsole ? '/proxy/network' : '/';
  if (!onConsole) {
    app.get('/status', (_request, response) => {
      response.json({ meta: { rc: 'ok', up: true, server_version: settings.version, uuid: 'simulated' }, data: [] });
    });
  }
  app.use(prefix, authentication(simulation), networkRoutes(simulation));
  app.use((_request, response) => void response.status(404).type('html').send('<h1>Not found</h1>'));
  app.use(errorHandler(settings, onFault));

  server.listen(settings.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `${settings.tls ? 'https' : 'http'}://127.0.0.1:${port}`, settings, simulation, faults },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Only whether somebody is signed in shows in the status of every version. */
const errorHandler =
  ({ refusalsUnder200 }: UnifiSimulatorSettings, onFault: (error: unknown) => void): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    if (error instanceof Refusal) {
      const signsIn = error.msg.includes('Login') || request.path === '/api/login';
      response.status(refusalsUnder200 && !signsIn ? 200 : error.status).json(error.body);
    } else if (error instanceof PlainRefusal) {
      response.status(error.status).json(error.body);
    } else if (error instanceof SyntaxError) {
      response.status(400).json(new Refusal(400, 'api.err.InvalidPayload').body);
    } else {
      onFault(error);
      response.status(500).json(new Refusal(500, 'api.err.ServerError').body);
    }
  };
