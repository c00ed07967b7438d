import { Injectable } from '@nestjs/common';
import { Broadcast, topic, type PermissionNode } from '@app/kernel';
import { ExchangeEndpoint } from './exchange-endpoint';
import { exchangeMessage } from './exchange.messages';

interface Exchange {
  readonly keys: readonly string[];
  readonly nodeId: string;
}

const exchanged = topic<Exchange>('exchange.published');

/** Tells Beaver's clients, on every process, which entities took part in an exchange. */
@Injectable()
export class ExchangeEvents {
  constructor(
    private readonly endpoint: ExchangeEndpoint,
    private readonly broadcast: Broadcast,
  ) {
    broadcast.on(exchanged).subscribe((exchange) => this.send(exchange));
  }

  /**
   * Sends all keys of the exchange to each connection that subscribed to at least one and whose principal holds the
   * node. Call it after the values are committed: clients fetch them on receipt.
   */
  publish(keys: readonly string[], node: PermissionNode): void {
    this.broadcast.publish(exchanged, { keys, nodeId: node.id });
  }

  private send({ keys, nodeId }: Exchange): void {
    const text = JSON.stringify(exchangeMessage(keys));
    for (const client of this.endpoint.clients) {
      if (client.follows(keys) && client.signedIn.principal.permissions.has(nodeId)) client.send(text);
    }
  }
}
