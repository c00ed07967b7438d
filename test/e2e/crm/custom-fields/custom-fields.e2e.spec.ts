import type { Opportunity } from '@contract/optima';
import { runSync } from '../../../support/syncs';
import { type Answer, PATH, type SalesFixture, startSales } from '../sales/sales-fixture';

let sales: SalesFixture;

beforeAll(async () => {
  sales = await startSales({ companies: 20, contacts: 60, opportunities: 4 });
  await sales.sync();
});
afterAll(() => sales.stop());

const sync = () => runSync(sales.app, sales.admin, 'user-defined-fields', { mode: 'full' });
const fields = () => sales.server.simulation.world.collections.find(({ resource }) => resource === 'UserDefinedField');

const shown = async (path: string): Promise<unknown> => {
  const { body } = await sales.admin.agent.get<Answer<Opportunity | Opportunity[]>>(path).expect(200);
  const [opportunity] = [body.data].flat();
  return (opportunity?.customFields as { id: number; caption: string; type: string }[]).map(({ id, caption, type }) => [
    id,
    caption,
    type,
  ]);
};

it('definitions are kept, changed ones changed, and gone ones marked', async () => {
  expect((await sync()).counts).toMatchObject({ read: 4, created: 4, removed: 0 });
  expect(
    await sales.app.sql(
      'select caption, field_type, entry_type, options from cw_user_defined_fields where cw_field_id = 2',
    ),
  ).toEqual([
    {
      ...{ caption: 'Install Priority', field_type: 'Text', entry_type: 'List' },
      options: [
        { id: 20, optionValue: 'Normal', defaultFlag: true },
        { id: 21, optionValue: 'Rush', defaultFlag: false },
      ],
    },
  ]);
  expect((await sync()).counts).toMatchObject({ unchanged: 4, created: 0, updated: 0 });
});

it('an older definition does not overwrite a newer one', async () => {
  const store = fields()?.store;
  const field = store?.get(4);
  if (!store || !field) throw new Error('The simulator has no such field');
  store.replace({ ...field, caption: 'Older', _info: { lastUpdated: '2001-01-01T00:00:00Z' } });
  expect((await sync()).counts).toMatchObject({ updated: 0, unchanged: 4 });
  store.replace(field);
});

it('opportunities show captions as they are now, though they themselves have not changed', async () => {
  const before = [
    [1, 'Project Manager', 'Text'],
    [2, 'Install Priority', 'Text'],
    [3, 'Deposit Received', 'Checkbox'],
  ];
  expect(await shown(`${PATH}?rpp=1`)).toEqual(before);
  const store = fields()?.store;
  const priority = store?.get(2);
  if (!store || !priority) throw new Error('The simulator has no such field');
  store.replace({ ...priority, caption: 'Urgency' });
  store.remove(3);
  expect((await sync()).counts).toMatchObject({ updated: 1, removed: 1 });
  const after = [[1, 'Project Manager', 'Text'], [2, 'Urgency', 'Text'], before[2]];
  expect(await shown(`${PATH}?rpp=1`)).toEqual(after);
  expect(await shown(`${PATH}/5001`)).toEqual(after);
});
