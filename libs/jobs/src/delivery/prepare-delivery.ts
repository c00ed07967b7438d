import { openPostgresBroker } from './postgres-broker';

/** Makes the tables that deliveries pass through, as the first one would. For templates of databases. */
export async function prepareDelivery(url: string): Promise<void> {
  const { queue, disconnect } = await openPostgresBroker(url, { onTrouble: () => undefined });
  await queue.close();
  await disconnect();
}
