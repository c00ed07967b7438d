import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { CommonError } from '@app/kernel';
import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions';
import { AppConfig, type OidcSettings } from '../../../config';
import { LocalOidc } from '../../../upstreams';

/** The provider that people sign in at. */
export interface OidcProvider extends OidcSettings {
  /** True for the local one, which reads our users: its subjects are their ids. */
  readonly knowsOurUsers: boolean;
}

/**
 * The configured OpenID Connect provider, else the local one, which is a process of its own. It is started when the
 * first person signs in, as its client must know the port that this server listens on, and never in production.
 */
@Injectable()
export class OidcProviders implements OnApplicationShutdown {
  private readonly logger = new Logger('LocalOidc');
  private local?: LocalOidc;
  private starting?: Promise<OidcProvider>;

  constructor(
    private readonly config: AppConfig,
    private readonly dataSource: DataSource,
  ) {}

  /** @throws 503 when there is none */
  async current(): Promise<OidcProvider> {
    const { oidc, production } = this.config;
    if (oidc) return { ...oidc, knowsOurUsers: false };
    if (production) throw CommonError.unavailable();
    this.starting ??= this.startLocal();
    return this.starting;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.local?.stop();
  }

  private async startLocal(): Promise<OidcProvider> {
    const local = new LocalOidc({
      publicUrl: this.config.publicUrl,
      databaseUrl: databaseUrlOf(this.dataSource),
      logger: this.logger,
    });
    this.local = local;
    try {
      return { ...(await local.start()), knowsOurUsers: true };
    } catch (error) {
      this.starting = undefined;
      this.logger.error(error instanceof Error ? error.message : String(error));
      throw CommonError.unavailable();
    }
  }
}

function databaseUrlOf({ options }: DataSource): string {
  const { url } = options as PostgresDataSourceOptions;
  if (!url) throw new Error('The database is configured without a URL');
  return url;
}
