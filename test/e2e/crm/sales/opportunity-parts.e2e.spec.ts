import type { OpportunityContact, OpportunityProduct, ResequencedProducts } from '@contract/optima';
import { make } from '../../../support/make';
import { type Answer, PATH, rowsOf, type SalesFixture, startSales } from './sales-fixture';

type Row = ReturnType<typeof rowsOf>[number];

let sales: SalesFixture;

beforeAll(async () => {
  sales = await startSales();
});
afterAll(() => sales.stop());

const world = () => sales.server.simulation.world;
const itemsOf = (opportunityId: number): Row[] =>
  [...world().forecastItems.after(0)].filter(({ opportunity }) => (opportunity as Row).id === opportunityId);
const withItems = (least: number): number =>
  rowsOf(sales.server, 'Opportunity').find(({ id }) => itemsOf(id).length >= least)?.id ?? 0;
const audited = (action: string) =>
  sales.app.sql('select target_id, before, after from audit_log where action = $1 order by seq', [action]);

describe('GET /v1/sales/opportunities/{identifier}/products', () => {
  const list = (identifier: string | number, user = sales.admin) =>
    user.agent.get<Answer<OpportunityProduct[]>>(`${PATH}/${identifier}/products`);

  it('lists the forecast in its order, in the documented shape', async () => {
    const id = withItems(3);
    const { body } = await list(id).expect(200);
    expect(body.message).toBe('Opportunity products fetched successfully!');
    expect(body.data.map((product) => product.id)).toEqual(itemsOf(id).map((item) => item.id));
    const [first] = itemsOf(id);
    expect(body.data[0]).toMatchObject({
      ...{ productDescription: first?.productDescription, revenue: first?.revenue, margin: first?.margin },
      ...{ sequenceNumber: 1, onHand: null, inStock: null, opportunity: first?.opportunity },
      profit: Math.round((Number(first?.revenue) - Number(first?.cost)) * 100) / 100,
    });
    expect(Object.keys(body.data[0] ?? {})).toEqual([
      ...['id', 'forecastDescription', 'opportunity', 'quantity', 'status', 'cancelled', 'cancellationType'],
      ...['quantityCancelled', 'cancelledReason', 'cancelledDate', 'catalogItem', 'productDescription'],
      ...['productClass', 'forecastType', 'revenue', 'cost', 'margin', 'profit', 'percentage', 'includeFlag'],
      ...['linkFlag', 'recurringFlag', 'taxableFlag', 'recurringRevenue', 'recurringCost', 'cycles'],
      ...['sequenceNumber', 'subNumber', 'cwLastUpdated', 'cwUpdatedBy', 'onHand', 'inStock'],
    ]);
  });

  it('tells what procurement cancelled, summed over the lines of an item', async () => {
    const id = withItems(3);
    const [whole, part, none] = itemsOf(id);
    const cancel = (item: Row | undefined, lines: readonly object[]) => {
      for (const product of world().products.after(0)) {
        if (product.forecastDetailId === item?.id) world().products.remove(product.id);
      }
      const common = { forecastDetailId: item?.id, opportunity: { id, name: 'x' }, cancelledBy: 15 };
      for (const line of lines) world().products.insert({ ...common, ...line });
    };
    const cancelledDate = '2026-02-26T10:00:00Z';
    cancel(whole, [
      { quantity: 1, quantityCancelled: 1, cancelledFlag: true, cancelledReason: 'Changed', cancelledDate },
      { quantity: 2, quantityCancelled: 2, cancelledFlag: true, cancelledReason: null, cancelledDate: null },
    ]);
    cancel(part, [{ quantity: 4, quantityCancelled: 1, cancelledFlag: false }]);
    cancel(none, [{ quantity: 4, quantityCancelled: 0, cancelledFlag: false }]);
    const { body } = await list(id).expect(200);
    expect(body.data[0]).toMatchObject({
      ...{ cancelled: true, cancellationType: 'full', quantityCancelled: 3, cancelledReason: 'Changed' },
      cancelledDate: '2026-02-26T10:00:00.000Z',
    });
    expect(body.data[1]).toMatchObject({ cancelled: true, cancellationType: 'partial', quantityCancelled: 1 });
    expect(body.data[2]).toMatchObject({ cancelled: false, cancellationType: null, quantityCancelled: 0 });
  });

  it('shows the stock of items that the local catalogue has', async () => {
    const id = withItems(3);
    const [first, second] = itemsOf(id).map(({ catalogItem }) => (catalogItem as Row).id);
    await make.catalogItem(sales.app, { cwCatalogId: first, columns: { on_hand: 12 } });
    await make.catalogItem(sales.app, { cwCatalogId: second });
    const { body } = await list(id).expect(200);
    expect(body.data.map(({ onHand, inStock }) => [onHand, inStock]).slice(0, 3)).toEqual([
      [12, true],
      [0, false],
      [null, null],
    ]);
  });

  it('does not find what ConnectWise lost, and needs its node', async () => {
    const { body } = await list(999_999).expect(404);
    expect(body.error).toBe('OpportunityNotFound');
    await list('nobody-at-all').expect(404);
    await list(5_010).expect(200);
    const row = world().opportunities.get(5_010);
    world().opportunities.remove(5_010);
    expect((await list(5_010).expect(404)).body.error).toBe('OpportunityNotFound');
    world().opportunities.replace(row!);
    await list(5_010, await sales.app.actor('sales.opportunity.fetch.many')).expect(403);
  });
});

describe('PATCH /v1/sales/opportunities/{identifier}/products/sequence', () => {
  const order = (identifier: string | number, orderedIds: unknown, user = sales.admin, on = sales) =>
    (user === sales.admin ? on.admin : user).agent
      .patch<Answer<ResequencedProducts>>(`${PATH}/${identifier}/products/sequence`)
      .send({ orderedIds });

  it('writes the places of those that move, and keeps their ids', async () => {
    const id = withItems(4);
    const ids = itemsOf(id).map((item) => item.id);
    const asked = [ids[1]!, ids[0]!, ...ids.slice(2)];
    sales.seen();
    const { body } = await order(id, asked).expect(200);
    expect(body.message).toBe('Product sequence updated successfully!');
    expect(sales.seen().filter((call) => call.startsWith('PATCH'))).toHaveLength(2);
    expect(body.data.products.map((product) => [product.id, product.sequenceNumber])).toEqual(
      asked.map((itemId, place) => [itemId, place + 1]),
    );
    expect(body.data.idMap).toEqual(Object.fromEntries(asked.map((itemId) => [String(itemId), itemId])));
    expect(await audited('opportunityProducts.resequence')).toMatchObject([
      { before: { productIds: ids }, after: { productIds: asked } },
    ]);
    await order(id, asked).expect(200);
    expect(sales.seen().filter((call) => call.startsWith('PATCH'))).toEqual([]);
  });

  it('tells the new ids when ConnectWise makes items anew', async () => {
    const other = await startSales({ patchRenumbersForecastItems: true, forecastShape: 'array' });
    const items = [...other.server.simulation.world.forecastItems.after(0)];
    const id = (items.at(-1)?.opportunity as Row).id;
    const ids = items.filter(({ opportunity }) => (opportunity as Row).id === id).map((item) => item.id);
    const asked = [...ids].reverse();
    const { body } = await order(id, asked, sales.admin, other).expect(200);
    const now = asked.map((old) => body.data.idMap[String(old)]);
    expect(now).toEqual(body.data.products.map((product) => product.id));
    const described = (itemId: number) => items.find((item) => item.id === itemId)?.productDescription;
    expect(body.data.products.map(({ productDescription }) => productDescription)).toEqual(asked.map(described));
    await other.stop();
  });

  it('takes exactly the ids of all items, each once', async () => {
    const id = withItems(3);
    const ids = itemsOf(id).map((item) => item.id);
    const cases: [unknown, (string | number)[]][] = [
      [ids.slice(1), ['orderedIds']],
      [
        [...ids, 1],
        ['orderedIds', ids.length],
      ],
      [
        [ids[0], ids[0], ...ids.slice(2)],
        ['orderedIds', 1],
      ],
      [[String(ids[0]), ...ids.slice(1)], ['orderedIds']],
      ['all', ['orderedIds']],
      [{ length: 1 }, ['orderedIds']],
      [[], ['orderedIds']],
      [Array.from({ length: 501 }, (_, place) => place + 1), ['orderedIds']],
      [undefined, ['orderedIds']],
      [null, ['orderedIds']],
    ];
    sales.seen();
    for (const [orderedIds, path] of cases) {
      const { body } = await order(id, orderedIds).expect(400);
      expect(new Set(body.errors?.map((issue) => issue.path.join('.')))).toEqual(new Set([path.join('.')]));
    }
    expect(sales.seen().filter((call) => call.startsWith('PATCH'))).toEqual([]);
    await order(999_999, [1]).expect(404);
    await order(id, ids, await sales.app.actor('sales.opportunity.fetch')).expect(403);
  });
});

describe('GET /v1/sales/opportunities/{identifier}/contacts', () => {
  it('lists who has to do with it', async () => {
    const expected = rowsOf(sales.server, 'OpportunityContact').filter(({ opportunityId }) => opportunityId === 5_020);
    const { body } = await sales.admin.agent.get<Answer<OpportunityContact[]>>(`${PATH}/5020/contacts`).expect(200);
    expect(body.message).toBe('Opportunity contacts fetched successfully!');
    expect(body.data.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(body.data[0]).toMatchObject({ role: { id: 1, name: 'Decision Maker' }, notes: expected[0]?.notes });
    expect(Object.keys(body.data[0] ?? {})).toEqual(['id', 'contact', 'company', 'role', 'notes', 'referralFlag']);
    await sales.admin.agent.get(`${PATH}/999999/contacts`).expect(404);
    await (await sales.app.actor('sales.opportunity.note.create')).agent.get(`${PATH}/5020/contacts`).expect(403);
  });
});
