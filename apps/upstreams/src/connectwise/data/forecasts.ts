import type { Row } from '../records/row';
import { info, past } from './instants';
import type { OpportunityData } from './opportunities';
import { SeededRandom } from '../../seeded-random';

/** The item of the documentation's example is among them. */
const FIRST_ITEM_ID = 31_000;
const FIRST_PRODUCT_ID = 90_000;
const MOST_ITEMS = 6;
const SERVICE_ITEM_ID = 3_756;
const STEP = 10;

export interface ForecastData {
  readonly items: readonly Row[];
  /** The lines of procurement that stand behind the items: sometimes two for one, some cancelled. */
  readonly products: readonly Row[];
}

export function makeForecast(
  seed: number,
  { row: opportunity }: OpportunityData,
  catalog: (id: number) => Row | null,
): ForecastData {
  const random = new SeededRandom(seed, 'forecast', opportunity.id);
  const items = Array.from({ length: random.integer(1, MOST_ITEMS) }, (_, place) =>
    itemRow(random, opportunity, place, catalog),
  );
  return { items, products: items.flatMap((item) => productRows(random, opportunity, item)) };
}

function itemRow(random: SeededRandom, opportunity: Row, place: number, catalog: (id: number) => Row | null): Row {
  const id = FIRST_ITEM_ID + (opportunity.id - 5_000) * STEP + place;
  const service = place === 0;
  const item = catalog(service ? SERVICE_ITEM_ID : random.integer(1, 2_000));
  const quantity = service ? 1 : random.integer(1, 10);
  const revenue = Number(item?.price ?? 0) * quantity;
  const cost = Number(item?.cost ?? 0) * quantity;
  return {
    ...{ id, forecastDescription: service ? 'Service' : 'Product', quantity },
    opportunity: { id: opportunity.id, name: opportunity.name },
    status: { id: 24, name: '01. New' },
    catalogItem: item && { id: item.id, identifier: item.identifier },
    productDescription: item?.description ?? 'Custom work',
    productClass: item?.productClass ?? 'NonInventory',
    forecastType: service ? 'Service' : 'Product',
    ...{ revenue, cost, margin: revenue - cost, percentage: 100, includeFlag: true, linkFlag: true },
    ...{ recurringFlag: false, recurringRevenue: 0, recurringCost: 0, cycles: 0 },
    ...{ sequenceNumber: place + 1, subNumber: 0, taxableFlag: true },
    _info: info(past(random, 30), 'jroberts'),
  };
}

function productRows(random: SeededRandom, opportunity: Row, item: Row): Row[] {
  const quantity = Number(item.quantity);
  const split = quantity > 1 && random.chance(0.2) ? [1, quantity - 1] : [quantity];
  return split.map((part, place) => {
    const cancelled = random.chance(0.15) ? random.integer(1, part) : 0;
    return {
      id: FIRST_PRODUCT_ID + (item.id - FIRST_ITEM_ID) * 2 + place,
      ...{ catalogItem: item.catalogItem, description: item.productDescription, quantity: part },
      opportunity: { id: opportunity.id, name: opportunity.name },
      forecastDetailId: item.id,
      ...{ cancelledFlag: cancelled === part, quantityCancelled: cancelled },
      cancelledReason: cancelled > 0 ? 'Customer changed the order' : null,
      cancelledDate: cancelled > 0 ? past(random, 20) : null,
      cancelledBy: cancelled > 0 ? 15 : null,
      _info: info(past(random, 30), 'jroberts'),
    };
  });
}
