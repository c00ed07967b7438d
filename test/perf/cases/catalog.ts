import type { Figure } from '../figures';
import { flood } from '../measure/flood';
import { withToken, type BenchRequest } from '../measure/request';
import { assertSameAnswer } from '../measure/same-answer';
import { compare } from '../measure/server-cost';
import type { ServerProcess } from '../processes/server-process';
import type { Bench } from '../setup/bench';
import type { Form } from '../setup/form';
import { signIn } from '../setup/sign-in';

const ITEMS = 100_000;

/** Ten makers, fifty subcategories in ten groups, every twentieth item inactive. */
const ADD_ITEMS = `
  insert into catalog_items (id, cw_catalog_id, identifier, name, description, customer_description, category,
    category_cw_id, subcategory, subcategory_cw_id, manufacturer, manufacturer_cw_id, part_number, vendor_name,
    vendor_sku, vendor_cw_id, price, cost, inactive, sales_taxable, on_hand, cw_last_updated)
  select 'cperfitem' || lpad(i::text, 16, '0'), i, 'ITEM-' || i, 'Maker' || i % 10 || ' Device ' || md5(i::text),
         'Maker' || i % 10 || ' device number ' || i || ' for a rack', 'A device for your office', 'Category' || i % 3,
         i % 3, 'Group' || i % 10 || '-Part' || i % 50, i % 50, 'Maker' || i % 10, i % 10, 'PART-' || i, 'Vendor', 'SKU-' || i,
         12, i % 5000 + 0.99, i % 3000 + 0.5, i % 20 = 0, true, i % 7, now()
    from generate_series(1, $1::int) i`;

const LISTS = {
  'a page of everything': '/v1/procurement/items?page=3&rpp=30',
  'a page of a search that finds one': '/v1/procurement/items?search=number%2077777&rpp=30',
  'a page of a search that finds nearly all': '/v1/procurement/items?search=device&rpp=30',
  'a page of a group in stock': '/v1/procurement/items?group=Group4&inStock=true&rpp=30',
} as const;

const CONNECTIONS = 16;
/** What fewer items match is answered sooner. */
const FEW = 5_000;
const UNDER_LOAD = {
  'a page of four filters':
    '/v1/procurement/items?category=Category1&manufacturer=Maker3&minPrice=1000&maxPrice=2000&inStock=true&rpp=30',
  ...LISTS,
} as const;
const FILTERS = {
  'the values to filter by': '/v1/procurement/filters',
  'the values to filter by in a category': '/v1/procurement/filters?category=Category1',
} as const;

async function totalOf({ url }: ServerProcess, { path, headers }: BenchRequest): Promise<number> {
  const response = await fetch(url + path, { headers });
  const { meta } = (await response.json()) as { meta: { pagination: { totalRecords: number } } };
  return meta.pagination.totalRecords;
}

async function latency(product: ServerProcess, token: string, { compared: { requests } }: Form): Promise<Figure[]> {
  const figures: Figure[] = [];
  const measure = async (name: string, request: BenchRequest, atMost: number): Promise<void> => {
    await flood(product.url, request, CONNECTIONS, CONNECTIONS);
    const { p99 } = await flood(product.url, request, requests, CONNECTIONS);
    const what = `catalogue, ${name}: p99 over ${CONNECTIONS} connections`;
    figures.push({ what, value: p99, unit: 'ms', atMost, speedOf: 'request', never: 1_000 });
  };
  for (const [name, path] of Object.entries(UNDER_LOAD)) {
    const request = withToken(path, token);
    const total = await totalOf(product, request);
    await measure(`${name} (${total.toLocaleString('en')} match)`, request, total < FEW ? 25 : 60);
  }
  for (const [name, path] of Object.entries(FILTERS)) await measure(name, withToken(path, token), 15);
  return figures;
}

/** Thirty of a hundred thousand items, gated, with their exact number. */
export async function catalog(bench: Bench, form: Form): Promise<Figure[]> {
  await bench.client.query(ADD_ITEMS, [ITEMS]);
  await bench.client.query('vacuum analyze catalog_items');
  const product = await bench.startProduct();
  const floor = await bench.startFloor();
  const token = await signIn(product.url);
  const figures: Figure[] = [];
  for (const [name, path] of Object.entries(LISTS)) {
    const request = withToken(path, token);
    await assertSameAnswer(floor, product, request);
    const [floorCost, cost] = await compare([floor, product], bench.backends, request, form.compared);
    if (!floorCost || !cost) continue;
    figures.push(
      { what: `catalogue, ${name}: floor, server CPU`, value: floorCost.cpuMs, unit: 'ms' },
      {
        what: `catalogue, ${name}: product, server CPU`,
        value: cost.cpuMs,
        unit: 'ms',
        atMost: 0.8,
        speedOf: 'request',
      },
      { what: `catalogue, ${name}: product / floor`, value: cost.cpuMs / floorCost.cpuMs, unit: 'x', never: 6 },
      { what: `catalogue, ${name}: PostgreSQL CPU`, value: cost.databaseMs, unit: 'ms' },
      { what: `catalogue, ${name}: answers per second`, value: cost.perSecond, unit: '/s' },
    );
  }
  await bench.stop(floor);
  figures.push(...(await latency(product, token, form)));
  await bench.stop(product);
  await bench.client.query('truncate catalog_items cascade');
  return figures;
}
