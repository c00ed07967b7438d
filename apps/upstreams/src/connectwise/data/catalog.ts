import type { Row } from '../records/row';
import { info, past } from './instants';
import { SeededRandom } from '../../seeded-random';
import { categories, manufacturers, type Subcategory, subcategories, vendors } from './taxonomy';

const MODEL_NAMES = ['Pro', 'Lite', 'Max', 'Plus', 'Mini'] as const;
const MARGIN = 1.35;

/** Items that the product's documentation names. */
const KNOWN: Readonly<Record<number, Record<string, unknown>>> = {
  123: {
    ...{
      identifier: 'OPT7020-SFF',
      description: 'Dell OptiPlex 7020 SFF Desktop',
      manufacturerPartNumber: 'OPT7020-SFF',
    },
    customerDescription: 'Business Desktop Computer',
    ...subcategoryFields('Computer-Desktop'),
    manufacturer: { id: 45, name: 'Dell' },
    vendor: vendors[0],
    ...{ vendorSku: 'DELL-OPT7020', price: 899.99, cost: 650, inactiveFlag: false, notes: null },
  },
  456: {
    ...{ identifier: 'DELL-WAR-3YR', description: 'Dell 3 Year ProSupport Warranty', price: 199.99, cost: 120 },
    ...{ manufacturer: { id: 45, name: 'Dell' }, inactiveFlag: false, productClass: 'Service' },
  },
  3756: {
    ...{ identifier: 'Labor & Installation - Field', description: 'Labor & Installation - Field' },
    ...subcategoryFields('Labor'),
    ...{ manufacturer: null, vendor: null, productClass: 'Service', price: 6_500, cost: 0, inactiveFlag: false },
  },
};

function subcategoryFields(name: string) {
  const found: Subcategory = subcategories.find((candidate) => candidate.name === name) ?? subcategories[0];
  return { category: found.category, subcategory: { id: found.id, name: found.name } };
}

export function catalogRow(seed: number, id: number): Row {
  const random = new SeededRandom(seed, 'catalog', id);
  const maker = random.pick(manufacturers);
  const prefix: string = random.pick(maker.makes);
  const made = subcategories.filter(({ name }) => name.startsWith(prefix));
  const subcategory: Subcategory = made[random.integer(0, made.length - 1)] ?? subcategories[0];
  const partNumber = `${maker.name.slice(0, 3).toUpperCase()}-${id.toString(36).toUpperCase()}`;
  const description = `${maker.name} ${subcategory.name.split('-').at(-1) ?? ''} ${random.pick(MODEL_NAMES)} ${id}`;
  const cost = random.integer(100, 200_000) / 100;
  return {
    id,
    // Identifiers hold spaces, `&` and `/`, as people type them.
    identifier: random.chance(0.1) ? `${maker.name} & Co / ${id}` : partNumber,
    description,
    customerDescription: random.chance(0.2) ? null : `${description} for your office`,
    notes: random.chance(0.1) ? 'Order two weeks ahead' : null,
    category: subcategory.category,
    subcategory: { id: subcategory.id, name: subcategory.name },
    manufacturer: { id: maker.id, name: maker.name },
    manufacturerPartNumber: partNumber,
    vendor: random.chance(0.2) ? null : random.pick(vendors),
    vendorSku: random.chance(0.3) ? null : `SKU-${partNumber}`,
    ...{ cost, price: Math.round(cost * MARGIN * 100) / 100 },
    inactiveFlag: random.chance(0.05),
    taxableFlag: random.chance(0.9),
    ...{ productClass: 'Inventory', type: { id: 1, name: 'Hardware' }, customFields: [] },
    _info: info(past(random, 700), 'jroberts'),
    ...KNOWN[id],
  };
}

export const warehouseBinRows: readonly Row[] = [
  { id: 1, name: 'Default Bin', warehouse: { id: 1, name: 'Murray' } },
  { id: 2, name: 'Default Bin', warehouse: { id: 2, name: 'Paducah' } },
  { id: 3, name: 'Van', warehouse: { id: 2, name: 'Paducah' } },
].map((bin) => ({
  ...bin,
  ...{ inactiveFlag: false, defaultFlag: bin.name !== 'Van' },
  _info: info('2024-04-28T15:03:57Z', 'crobinso'),
}));

const WAREHOUSES = [
  { id: 1, name: 'Murray' },
  { id: 2, name: 'Paducah' },
] as const;

/** Where an item lies and how many of it; nothing of services. */
export function inventoryRows(seed: number, item: Row): Row[] {
  const random = new SeededRandom(seed, 'inventory', item.id);
  if (item.productClass === 'Service') return [];
  return WAREHOUSES.filter(() => random.chance(0.5)).map((warehouse) => ({
    id: item.id * 10 + warehouse.id,
    catalogItem: { id: item.id, identifier: item.identifier },
    warehouse,
    warehouseBin: { id: warehouse.id, name: 'Default Bin' },
    onHand: random.integer(0, 12),
    serialNumbers: [],
  }));
}

export const categoryRows: readonly Row[] = categories.map((category) => ({
  ...category,
  ...{ inactiveFlag: false, defaultFlag: false, _info: info('2024-04-28T15:03:57Z', 'crobinso') },
}));

export const subcategoryRows: readonly Row[] = subcategories.map((subcategory) => ({
  ...subcategory,
  ...{ inactiveFlag: false, defaultFlag: false, _info: info('2024-04-28T15:03:57Z', 'crobinso') },
}));

export const manufacturerRows: readonly Row[] = manufacturers.map(({ id, name }) => ({
  ...{ id, name, inactiveFlag: false, _info: info('2024-04-28T15:03:57Z', 'crobinso') },
}));
