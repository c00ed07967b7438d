import { Logger } from '@nestjs/common';
import type { Broker, BrokerEvents, ParcelWorker } from './broker';
import { JobDelivery } from './job-delivery';
import type { JobTicket } from './job-delivery';

/** Delivery by BullMQ, connected when first needed. */
export class BullmqDelivery extends JobDelivery {
  private readonly logger = new Logger('Jobs');
  private broker?: Promise<Broker>;
  private worker?: Promise<ParcelWorker>;
  private lastTrouble = '';

  /** @param open loads BullMQ and connects it; called again when it failed */
  constructor(private readonly open: (events: BrokerEvents) => Promise<Broker>) {
    super();
  }

  async deliver({ id, round }: JobTicket): Promise<void> {
    const { queue } = await this.connected();
    await queue.add('run', { id }, { jobId: `${id}-${round}` });
    this.lastTrouble = '';
  }

  async consume(run: (id: string) => Promise<void>, concurrency: number): Promise<void> {
    this.worker ??= this.connected()
      .then((broker) => broker.work(({ data }) => run(data.id), concurrency))
      .catch((error: unknown) => {
        this.worker = undefined;
        throw error;
      });
    await this.worker;
  }

  async stopConsuming(): Promise<void> {
    const worker = await this.worker?.catch(() => undefined);
    await worker?.close();
  }

  async close(): Promise<void> {
    await this.stopConsuming();
    const broker = await this.broker?.catch(() => undefined);
    await broker?.queue.close();
    await broker?.disconnect();
  }

  private connected(): Promise<Broker> {
    this.broker ??= this.open({ onTrouble: (error) => this.report(error) }).catch((error: unknown) => {
      this.broker = undefined;
      throw error;
    });
    return this.broker;
  }

  /** The same trouble is told once, however often BullMQ tries again. */
  private report({ message }: Error): void {
    if (message !== this.lastTrouble) this.logger.warn(`The delivery of jobs is disturbed: ${message}`);
    this.lastTrouble = message;
  }
}
