import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';
import type { CorsOptions } from '@nestjs/common/interfaces/external/cors-options.interface.js';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { AppConfig } from '../config';

/**
 * Helmet's headers, the same on every answer and so worked out once. Over plain http the TLS-only ones are left out:
 * `upgrade-insecure-requests` would take the assets
 * of the documentation away, and browsers ignore the others with a warning.
 */
export function securityHeaders({ secure }: Pick<AppConfig, 'secure'>): RequestHandler {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet({
    contentSecurityPolicy: {
      directives: {
        // Redoc searches in a worker made from a blob, and draws its logo from one.
        workerSrc: ["'self'", 'blob:'],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // Every asset comes from this server; Redoc writes its style sheet into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    // Without it, a same-origin poll over plain http has nothing that vouches for the refresh cookie's page.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure,
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
  })(request, response, (error?: unknown) => {
    if (error) throw error as Error;
  });
  return sendAlways(response.getHeaders());
}

function sendAlways(headers: OutgoingHttpHeaders): RequestHandler {
  const always = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return (_request, response, next) => {
    for (const [name, value] of always) response.setHeader(name, value);
    next();
  };
}

const EXPOSED_HEADERS = ['x-request-id', 'retry-after', 'content-disposition', 'allow'];
const PREFLIGHT_SECONDS = 600;

/** For `app.enableCors`: exactly the configured origins, none by default. */
export function corsOptions({ corsOrigins }: Pick<AppConfig, 'corsOrigins'>): CorsOptions {
  return {
    origin: corsOrigins.length > 0 ? [...corsOrigins] : false,
    credentials: true,
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: PREFLIGHT_SECONDS,
  };
}
