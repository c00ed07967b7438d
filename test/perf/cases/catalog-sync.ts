import type { Figure } from '../figures';
import { sync } from '../measure/sync';
import type { Bench } from '../setup/bench';
import { startConnectWise } from '../setup/connectwise';
import type { Form } from '../setup/form';
import { addKeeper, KEEPER } from '../setup/keeper';
import { signIn } from '../setup/sign-in';
import { control } from '../setup/simulator';

/** The whole catalogue with what is on hand, and then what has changed, from a ConnectWise that answers at once. */
export async function catalogSync(bench: Bench, { sync: { items, changes } }: Form): Promise<Figure[]> {
  await addKeeper(bench.client);
  const connectWise = await startConnectWise(bench, items);
  const product = await bench.startProduct(connectWise.environment);
  const token = await signIn(product.url, KEEPER);
  const before = await product.residentMb();

  const full = await sync(bench.client, product, token, 'catalog', 'full');
  if (full.created !== items) throw new Error(`${full.created} of ${items} items were added`);
  const every = Math.floor(items / changes);
  for (let change = 1; change <= changes; change += 1) {
    await control(connectWise, 'PATCH', `records/CatalogItem/${change * every}`, { price: change + 0.25 });
  }
  const incremental = await sync(bench.client, product, token, 'catalog', 'incremental');
  if (incremental.updated !== changes) throw new Error(`${incremental.updated} of ${changes} items were changed`);
  const { rows } = await bench.client.query<{ known: number }>(
    'select count(*)::int as known from catalog_items where price % 1 = 0.25',
  );
  if ((rows[0]?.known ?? 0) < changes) throw new Error('Changes were lost');
  await Promise.all([bench.stop(product), bench.stop(connectWise.server)]);
  await bench.client.query('truncate catalog_items, syncs cascade');
  await bench.client.query('update catalog_state set stock_read_at = null');

  const everything = `sync of ${items.toLocaleString('en')} items with what is on hand`;
  const changed = `sync of ${changes.toLocaleString('en')} changes among them`;
  return [
    { what: everything, value: full.seconds, unit: 's', atMost: 90, never: 120 },
    {
      what: `${everything}: most resident memory, before: ${Math.round(before)} MB`,
      value: full.peakMb,
      unit: 'MB',
      atMost: 350,
      never: 350,
    },
    { what: changed, value: incremental.seconds, unit: 's', atMost: 3, never: 20 },
  ];
}
