import { Injectable } from '@nestjs/common';
import type { PermissionNode } from '@app/kernel';
import { ExchangeEndpoint } from './exchange-endpoint';
import { exchangeMessage } from './exchange.messages';

/** Tells Beaver's clients which entities took part in an exchange. Reaches the connections of this process. */
@Injectable()
export class ExchangeEvents {
  constructor(private readonly endpoint: ExchangeEndpoint) {}

  /**
   * Sends all keys of the exchange to each connection that subscribed to at least one and whose principal holds the
   * node. Call it after the values are committed: clients fetch them on receipt.
   */
  publish(keys: readonly string[], node: PermissionNode): void {
    const text = JSON.stringify(exchangeMessage(keys));
    for (const client of this.endpoint.clients) {
      if (client.follows(keys) && client.signedIn.principal.permissions.has(node.id)) client.send(text);
    }
  }
}
