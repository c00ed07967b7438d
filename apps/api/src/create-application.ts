import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { buildDocuments, documentationRoutes, LeanExpressAdapter, markRequest, under } from '@app/contract';
import { MasterKey } from '@app/crypto';
import { Clock, PrincipalSource, writeWhole } from '@app/kernel';
import { attachRealtime } from '@app/realtime';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module';
import type { AppConfig } from './config';
import {
  bodyParsers,
  chain,
  corsOptions,
  healthRoutes,
  metricsRoute,
  NestLogger,
  Readiness,
  requestLogging,
  securityHeaders,
  ServerMetrics,
  type Logger,
} from './http';
import { MasterKeyProof } from './modules/operations/master-key';
import { UpstreamMetrics } from './upstreams';
import { version } from './version';

/** Longer than the idle time of common load balancers (60 s), or they reuse a connection that is just being closed. */
const KEEP_ALIVE = { keepAliveTimeout: 65_000, headersTimeout: 66_000 };

export interface Application {
  readonly nest: NestExpressApplication;
  readonly readiness: Readiness;
}

/** Everything up to listening. Middleware stands before the routes, in the order a request meets it. */
export async function createApplication(config: AppConfig, logger: Logger, clock = new Clock()): Promise<Application> {
  const { dataDir, production } = config;
  const masterKey = await MasterKey.load({ text: config.masterKey ?? undefined, dataDir, required: production });
  const nest = await NestFactory.create<NestExpressApplication>(
    AppModule.forRoot({ config, masterKey, logger, clock }),
    new LeanExpressAdapter(config),
    { logger: new NestLogger(logger), bodyParser: false, abortOnError: false },
  );
  await proveMasterKey(nest);
  const readiness = new Readiness([() => nest.get(DataSource).query('select 1')]);
  const metrics = new ServerMetrics([nest.get(UpstreamMetrics, { strict: false }).registry]);
  nest.disable('x-powered-by');
  nest.set('trust proxy', config.trustProxy);
  nest.use(chain(markRequest, requestLogging(logger), metrics.measure, securityHeaders(config)));
  if (config.corsOrigins.length > 0) nest.enableCors(corsOptions(config));
  const principals = nest.get(PrincipalSource, { strict: false });
  nest.use(
    chain(
      under(/^\/health/i, healthRoutes(readiness)),
      under(/^\/metrics/i, metricsRoute(metrics, { token: config.metricsToken, principals })),
      documentationRoutes(() => buildDocuments(nest, version)),
      ...bodyParsers(),
    ),
  );
  attachRealtime(nest);
  Object.assign(nest.getHttpServer(), KEEP_ALIVE).on('connection', writeWhole);
  await nest.init();
  return { nest, readiness };
}

/** Before anything is read or written that a wrong key would spoil. */
async function proveMasterKey(nest: NestExpressApplication): Promise<void> {
  try {
    await nest.get(MasterKeyProof, { strict: false }).prove();
  } catch (error) {
    await nest.close();
    throw error;
  }
}
