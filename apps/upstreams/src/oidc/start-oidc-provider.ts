import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import Provider from 'oidc-provider';
import { loginRoutes } from './login-routes';
import type { OidcProviderSettings } from './oidc-settings';
import { providerConfiguration } from './provider-configuration';
import { UserDirectory } from './user-directory';

export interface RunningOidcProvider {
  issuer: string;
  close(): Promise<void>;
}

/**
 * A real OpenID Connect provider on loopback, for demo and tests: it signs in every active user of the product with the
 * product's login (or e-mail) and password.
 *
 * @param onFault hears of failures that a user only sees as "something went wrong"
 */
export async function startOidcProvider(
  settings: OidcProviderSettings,
  onFault: (error: unknown) => void,
): Promise<RunningOidcProvider> {
  const app = express().disable('x-powered-by');
  const server = createServer(app);
  server.listen(settings.port, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const users = new UserDirectory(settings.databaseUrl);
  const provider = new Provider(issuer, await providerConfiguration(settings, users));
  provider.on('server_error', (_context, error) => onFault(error));
  app.use(loginRoutes(provider, users, { issuer, publicUrl: settings.publicUrl, onFault }));
  app.use(provider.callback());

  return {
    issuer,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await users.close();
    },
  };
}
