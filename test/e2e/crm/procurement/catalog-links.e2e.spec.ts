import type { CatalogItem, CatalogItemWithLinks } from '@contract/optima';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { make, type TestCatalogItem } from '../../../support/make';

interface Answer<Data> {
  readonly message: string;
  readonly data: Data;
}

const PATH = '/v1/procurement/items';

let app: TestApp;
let admin: TestUser;
let switchItem: TestCatalogItem;
let labor: TestCatalogItem;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  switchItem = await make.catalogItem(app, { cwCatalogId: 123, identifier: 'USW-24', name: 'Übung Switch 24' });
  labor = await make.catalogItem(app, {
    ...{ cwCatalogId: 3756, identifier: 'Labor & Installation / Field', name: 'Labor' },
  });
});
afterAll(() => app.stop());

describe('links', () => {
  const post = (identifier: string, verb: 'link' | 'unlink', targetId: string, user = admin) =>
    user.agent
      .post<Answer<CatalogItemWithLinks>>(`${PATH}/${encodeURIComponent(identifier)}/${verb}`)
      .send({ targetId });
  const linked = async (identifier: string) =>
    (await admin.agent.get<Answer<CatalogItem[]>>(`${PATH}/${encodeURIComponent(identifier)}/linked`).expect(200)).body
      .data;
  const recorded = async () =>
    (await app.sql(`select action from audit_log where action in ('catalog.link', 'catalog.unlink') order by seq`))
      .length;

  it('go both ways, by any identifier, once', async () => {
    const { body } = await post('USW-24', 'link', '3756').expect(200);
    expect(body.message).toBe('Catalog item linked successfully!');
    const other = { id: labor.id, cwCatalogId: 3756, identifier: labor.identifier, name: 'Labor' };
    expect(body.data).toMatchObject({ id: switchItem.id, linkedItems: [other] });
    await post(labor.identifier, 'link', switchItem.id).expect(200);
    expect(await recorded()).toBe(1);
    expect((await linked(labor.identifier)).map(({ id }) => id)).toEqual([switchItem.id]);
    expect((await linked('123')).map(({ id }) => id)).toEqual([labor.id]);
  });

  it('are removed from either side, and removing again changes nothing', async () => {
    const { body } = await post('3756', 'unlink', 'USW-24').expect(200);
    expect(body).toMatchObject({
      message: 'Catalog item unlinked successfully!',
      data: { id: labor.id, linkedItems: [] },
    });
    await post('123', 'unlink', '3756').expect(200);
    expect(await recorded()).toBe(2);
    expect(await linked('123')).toEqual([]);
  });

  it('take an item for a number first and for an identifier then', async () => {
    const numeric = await make.catalogItem(app, { identifier: '123', name: 'Called 123' });
    const { body } = await post('123', 'link', numeric.id).expect(200);
    expect(body.data.id).toBe(switchItem.id);
    await post('123', 'unlink', numeric.id).expect(200);
    await app.sql('delete from catalog_items where id = $1', [numeric.id]);
  });

  it('need another item, which there is, and the node', async () => {
    const own = await post('USW-24', 'link', '123').expect(400);
    expect(own.body).toMatchObject({ errors: [{ path: ['targetId'] }] });
    await post('USW-24', 'unlink', switchItem.id).expect(400);
    await post('USW-24', 'link', 'nobody').expect(404);
    await post('nobody', 'link', 'USW-24').expect(404);
    await admin.agent.post(`${PATH}/123/link`).send({}).expect(400);
    await post('123', 'link', '3756', await app.actor('procurement.catalog.fetch', 'obj.catalogItem.*')).expect(403);
  });

  it('answer what the actor may see of both', async () => {
    const linker = await app.actor('procurement.catalog.link', 'obj.catalogItem.linkedItems', 'obj.catalogItem.name');
    const { body } = await post('123', 'link', '3756', linker).expect(200);
    expect(body.data).toEqual({ id: switchItem.id, name: 'Übung Switch 24', linkedItems: [{ name: 'Labor' }] });
    await post('123', 'unlink', '3756').expect(200);
  });

  it('are made once by many at the same time', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, nth) => post(nth % 2 ? '123' : '3756', 'link', nth % 2 ? '3756' : '123')),
    );
    expect(await linked('123')).toHaveLength(1);
    await post('123', 'unlink', '3756').expect(200);
  });
});
