import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig, DEFAULT_UNIFI_CONTROLLER, type UnifiSettings } from '../../../../config';
import { LocalUnifi, UpstreamMetrics } from '../../../../upstreams';
import { connect, type UnifiConnection } from './connect';
import { UnifiError } from './unifi.errors';
import type { UnifiClient } from './unifi-client';

/** What belongs to one of the controllers, a site above all. */
export interface OfController {
  /** Its name in the configuration. */
  readonly controller: string;
}

/**
 * The way to the UniFi controllers: to the configured ones, else in the demo to a simulated one, which is a process of
 * its own and starts when it is first needed. Each has connections, a session, a breaker and a line of its own.
 */
@Injectable()
export class UnifiController implements OnApplicationShutdown {
  private readonly logger = new Logger('UniFi');
  private readonly local: LocalUnifi;
  private readonly settings: ReadonlyMap<string, UnifiSettings>;
  private readonly connecting = new Map<string, Promise<UnifiConnection>>();
  private readonly down = new Set<string>();
  /** Of those that there are, up or not. The default one is the first. */
  readonly names: readonly string[];

  constructor(
    config: AppConfig,
    private readonly metrics: UpstreamMetrics,
  ) {
    this.local = new LocalUnifi({ logger: this.logger, dataDir: config.dataDir });
    this.settings = new Map(config.unifi.map((settings) => [settings.name, settings]));
    const configured = [...this.settings.keys()];
    this.names = configured.length === 0 && config.demo ? [DEFAULT_UNIFI_CONTROLLER] : configured;
  }

  /** Whether there is any, up or not. */
  get configured(): boolean {
    return this.names.length > 0;
  }

  /** Whether calls to it are held back at the moment, as the last ones failed. */
  isDown(name: string): boolean {
    return this.down.has(name);
  }

  /** To the controller of a site. @throws UnifiError.notConfigured, also when it was taken out of the configuration */
  async client({ controller: name }: OfController): Promise<UnifiClient> {
    if (!this.names.includes(name)) throw UnifiError.notConfigured(this.configured ? { controller: name } : {});
    const known = this.connecting.get(name);
    if (known) return (await known).client;
    const connecting = this.open(name);
    this.connecting.set(name, connecting);
    connecting.catch(() => this.connecting.delete(name));
    return (await connecting).client;
  }

  async onApplicationShutdown(): Promise<void> {
    // First, so that one that is only just starting is not waited for.
    await this.local.stop();
    const closing = [...this.connecting.values()].map((connecting) =>
      connecting.then((connection) => connection.close()),
    );
    await Promise.allSettled(closing);
  }

  private async open(name: string): Promise<UnifiConnection> {
    const which = this.names.length > 1 ? ` ${name}` : '';
    return connect(this.settings.get(name) ?? (await this.startLocal()), {
      meter: this.metrics.of('unifi', name),
      ...(this.names.length > 1 && { label: name }),
      onChange: (down) => {
        if (down) this.down.add(name);
        else this.down.delete(name);
        if (down) this.logger.warn(`The UniFi controller${which} fails again and again: it is left alone for a moment`);
        else this.logger.log(`The UniFi controller${which} answers again`);
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
