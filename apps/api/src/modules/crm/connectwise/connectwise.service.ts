import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig, type ConnectWiseSettings } from '../../../config';
import { LocalConnectWise, UpstreamMetrics } from '../../../upstreams';
import { RateBudget } from '../../../upstreams/http';
import { connect, type ConnectWiseConnection } from './connect';
import { ConnectWiseError } from './connectwise.errors';

/**
 * The way to ConnectWise: the configured one, else in the demo a simulated one, which is a process of its own and starts
 * when it is first needed.
 */
@Injectable()
export class ConnectWise implements OnApplicationShutdown {
  private readonly logger = new Logger('ConnectWise');
  private readonly local = new LocalConnectWise({ logger: this.logger });
  private connecting?: Promise<ConnectWiseConnection>;

  constructor(
    private readonly config: AppConfig,
    private readonly budget: RateBudget,
    private readonly metrics: UpstreamMetrics,
  ) {}

  /** Whether there is one, up or not. */
  get configured(): boolean {
    return this.config.connectWise !== null || this.config.demo;
  }

  /** @throws ConnectWiseError.notConfigured */
  async connection(): Promise<ConnectWiseConnection> {
    if (!this.configured) throw ConnectWiseError.notConfigured();
    if (!this.connecting) {
      const connecting = this.open();
      this.connecting = connecting;
      connecting.catch(() => {
        this.connecting = undefined;
      });
    }
    return this.connecting;
  }

  async onApplicationShutdown(): Promise<void> {
    // First, so that one that is only just starting is not waited for.
    await this.local.stop();
    await this.connecting?.then((connection) => connection.close()).catch(() => undefined);
  }

  private async open(): Promise<ConnectWiseConnection> {
    const settings = this.config.connectWise ?? (await this.startLocal());
    return connect(settings, {
      ...{ budget: this.budget, meter: this.metrics.of('connectwise', 'default') },
      onChange: (down) => {
        if (down) this.logger.warn('ConnectWise fails again and again: it is left alone for a moment');
        else this.logger.log('ConnectWise answers again');
      },
    });
  }

  private async startLocal(): Promise<ConnectWiseSettings> {
    try {
      return await this.local.start();
    } catch (error) {
      this.logger.error(error instanceof Error ? error.message : String(error));
      throw ConnectWiseError.unreachable();
    }
  }
}
