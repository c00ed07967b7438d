export { bodyParsers } from './body-parsers';
export { clientAddress } from './client-address';
export { healthRoutes } from './health';
export { createLogger, type Logger, NestLogger } from './logger';
export { metricsRoute, ServerMetrics } from './metrics';
export { Readiness } from './readiness';
export { requestLogging } from './request-logging';
export { corsOptions, securityHeaders } from './security';
export { shutDownOnSignal } from './shutdown';
