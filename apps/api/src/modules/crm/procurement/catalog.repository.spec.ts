import type { Database, Statement } from '@app/database';
import { CatalogMatches } from './catalog-matches';
import { CatalogMemory } from './catalog-memory';
import { FILTER_VALUES, VERSION } from './catalog-statements';
import { CatalogRepository } from './catalog.repository';

/** A catalogue of which everything is dear to find out. */
function newCatalogue() {
  const catalogue = { version: 1, total: 8_000, ids: [] as number[], asked: [] as string[] };
  const rows = async ({ name }: Statement): Promise<object[]> => {
    catalogue.asked.push(name);
    const { version, total, ids } = catalogue;
    for (let turn = name === VERSION.name ? 0 : 3; turn >= 0; turn -= 1) await new Promise(setImmediate);
    const kept = { version: String(version) };
    if (name === VERSION.name) return [kept];
    if (name === FILTER_VALUES.name) return [{ ...kept, categories: [`of ${version}`] }];
    if (name.startsWith('catalog-ids')) return [{ ...kept, ids }];
    return name.startsWith('catalog-count') ? [{ ...kept, total }] : [{ ...kept, json: '{}' }];
  };
  const database = { rows } as unknown as Database;
  const memory = new CatalogMemory();
  const items = new CatalogRepository(database, memory, new CatalogMatches(database, memory));
  const counts = (part: string) => catalogue.asked.splice(0).filter((name) => name.includes(part)).length;
  return { catalogue, items, counts };
}

const many = <T>(ask: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 16 }, ask));

describe('CatalogRepository', () => {
  it('finds out the values to filter by once for all who ask together, and again for the next version', async () => {
    const { catalogue, items, counts } = newCatalogue();
    const filters = async () => (await many(() => items.filterValues({}))).map(({ categories }) => categories[0]);
    expect(new Set(await filters())).toEqual(new Set(['of 1']));
    expect(counts('filter-values')).toBe(1);
    await filters();
    expect(counts('filter-values')).toBe(0);
    catalogue.version = 2;
    expect(new Set(await filters())).toEqual(new Set(['of 2']));
    expect(counts('filter-values')).toBe(1);
  });

  it('counts once for all who list together, and again for rows of another version', async () => {
    const { catalogue, items, counts } = newCatalogue();
    const totals = async () => new Set((await many(() => items.list({}, ['id'], 1, 30))).map(({ total }) => total));
    expect(await totals()).toEqual(new Set([8_000]));
    expect(counts('count')).toBe(1);
    Object.assign(catalogue, { version: 2, total: 8_001 });
    expect(await totals()).toEqual(new Set([8_001]));
    expect(counts('count')).toBe(1);
  });

  it('reads pages of few matches by id, until the catalogue is another one', async () => {
    const { catalogue, items, counts } = newCatalogue();
    Object.assign(catalogue, { total: 3, ids: [7, 5, 9] });
    const list = async () => (await items.list({ category: 'C' }, ['id'], 1, 30)).total;
    expect([await list(), counts('page-of-ids')]).toEqual([3, 1]);
    expect([await list(), counts('catalog-')]).toEqual([3, 1]);
    Object.assign(catalogue, { version: 2, total: 2, ids: [7, 5] });
    expect([await list(), counts('page-category')]).toEqual([2, 1]);
    expect([await list(), counts('catalog-')]).toEqual([2, 1]);
  });

  it('takes no count that began before the version that its caller has met', async () => {
    const { catalogue, items } = newCatalogue();
    const early = items.total({});
    // The first has met version 1 and counts.
    while (!catalogue.asked.some((name) => name.includes('count'))) await new Promise(setImmediate);
    Object.assign(catalogue, { version: 2, total: 8_001 });
    expect(await Promise.all([early, items.total({})])).toEqual([8_000, 8_001]);
  });
});
