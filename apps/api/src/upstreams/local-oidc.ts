import { randomBytes } from 'node:crypto';
import type { OidcSettings } from '../config';
import { type SimulatorLog, SimulatorProcess } from './simulator-process';

export interface LocalOidcOptions {
  /** Base URL of this server, as the sign-in redirect will name it. */
  publicUrl: string;
  /** Where the provider finds the users. */
  databaseUrl: string;
  logger: SimulatorLog;
  /** The compiled simulators; those beside this compiled file unless told. */
  modulePath?: string;
}

/** The OpenID Connect provider of demo and tests, as a child process. */
export class LocalOidc {
  private readonly clientSecret = randomBytes(32).toString('base64url');
  private readonly process: SimulatorProcess;

  constructor({ publicUrl, databaseUrl, logger, modulePath }: LocalOidcOptions) {
    this.process = new SimulatorProcess({
      ...{ name: 'oidc', label: 'OIDC provider', logger, modulePath },
      environment: (port) => ({
        OIDC_PORT: String(port),
        OIDC_CLIENT_SECRET: this.clientSecret,
        PUBLIC_URL: publicUrl,
        DATABASE_URL: databaseUrl,
      }),
    });
  }

  /** Resolves with what a client of it must be configured with; rejects when it does not come up. */
  async start(): Promise<OidcSettings> {
    const issuer = await this.process.start();
    return { issuer, clientId: 'switchyard', clientSecret: this.clientSecret, allowedTenants: [] };
  }

  stop(): Promise<void> {
    return this.process.stop();
  }

  /** Process id of the running provider, null while there is none. */
  get pid(): number | null {
    return this.process.pid;
  }
}
