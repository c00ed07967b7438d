import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig, type UnifiSettings } from '../../../../config';
import { LocalUnifi } from '../../../../upstreams';
import { Circuits } from '../../../../upstreams/http';
import { connect, type UnifiConnection } from './connect';
import { UnifiError } from './unifi.errors';
import type { UnifiClient } from './unifi-client';

/**
 * The way to the UniFi controller: the configured one, else in the demo a simulated one, which is a process of its own
 * and starts when it is first needed.
 */
@Injectable()
export class UnifiController implements OnApplicationShutdown {
  private readonly logger = new Logger('UniFi');
  private readonly local: LocalUnifi;
  private connecting?: Promise<UnifiConnection>;

  constructor(
    private readonly config: AppConfig,
    private readonly circuits: Circuits,
  ) {
    this.local = new LocalUnifi({ logger: this.logger, dataDir: config.dataDir });
  }

  /** Whether there is one, up or not. */
  get configured(): boolean {
    return this.config.unifi !== null || this.config.demo;
  }

  /** @throws UnifiError.notConfigured */
  async client(): Promise<UnifiClient> {
    if (!this.configured) throw UnifiError.notConfigured();
    if (!this.connecting) {
      const connecting = this.open();
      this.connecting = connecting;
      connecting.catch(() => {
        this.connecting = undefined;
      });
    }
    return (await this.connecting).client;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connecting?.then((connection) => connection.close()).catch(() => undefined);
    await this.local.stop();
  }

  private async open(): Promise<UnifiConnection> {
    return connect(this.config.unifi ?? (await this.startLocal()), {
      circuits: this.circuits,
      onChange: (down) => {
        if (down) this.logger.warn('The UniFi controller fails again and again: it is left alone for a moment');
        else this.logger.log('The UniFi controller answers again');
      },
    });
  }

  private async startLocal(): Promise<UnifiSettings> {
    try {
      return await this.local.start();
    } catch (error) {
      this.logger.error(error instanceof Error ? error.message : String(error));
      throw UnifiError.unreachable();
    }
  }
}
