import { type Request, Router } from 'express';
import type { ConnectWiseSimulatorSettings } from '../connectwise-settings';
import { info, instantText } from '../data/instants';
import { badRequest, notFound } from '../http/api-error';
import { idOf } from '../http/responses';
import { applyPatch } from '../records/patch';
import { type Fields, isFields } from '../../fields';
import { type Row, valueAt } from '../records/row';
import type { World } from '../records/world';

const BLANK_ITEM: Fields = {
  ...{ forecastDescription: null, quantity: 1, status: { id: 24, name: '01. New' }, catalogItem: null },
  ...{
    productDescription: null,
    productClass: 'NonInventory',
    forecastType: 'Product',
    revenue: 0,
    cost: 0,
    margin: 0,
  },
  ...{ percentage: 100, includeFlag: false, linkFlag: false, recurringFlag: false, recurringRevenue: 0 },
  ...{ recurringCost: 0, cycles: 0, sequenceNumber: 0, subNumber: 0, taxableFlag: false },
};

type Options = Pick<ConnectWiseSimulatorSettings, 'forecastShape' | 'patchRenumbersForecastItems'>;

const sum = (items: readonly Row[], type: string): number =>
  items.reduce((total, item) => total + (item.forecastType === type ? Number(item.revenue) : 0), 0);

/** The forecast of an opportunity: one object over its items, which a PUT makes anew under other ids. */
export function forecastRoutes(world: World, options: Options): Router {
  const { forecastItems, products } = world;
  const opportunityOf = (request: Request): Row => {
    const id = idOf(request, 'opportunityId');
    const opportunity = world.opportunities.get(id);
    if (!opportunity) throw notFound('Opportunity', id);
    return opportunity;
  };
  const itemsOf = (opportunity: Row): Row[] =>
    [...forecastItems.after(0)]
      .filter((item) => valueAt(item, 'opportunity/id') === opportunity.id)
      .sort((one, other) => Number(one.sequenceNumber) - Number(other.sequenceNumber));
  const itemOf = (request: Request): Row => {
    const id = idOf(request, 'itemId');
    const item = itemsOf(opportunityOf(request)).find((candidate) => candidate.id === id);
    if (!item) throw notFound('Forecast item', id);
    return item;
  };
  const forecastOf = (opportunity: Row): unknown => {
    const items = itemsOf(opportunity);
    const revenue = sum(items, 'Product') + sum(items, 'Service');
    const forecast = {
      ...{ id: opportunity.id, forecastItems: items },
      ...{ productRevenue: { id: 1, revenue: sum(items, 'Product') } },
      ...{ serviceRevenue: { id: 2, revenue: sum(items, 'Service') } },
      forecastRevenueTotals: { id: 3, revenue },
    };
    return options.forecastShape === 'array' ? [forecast] : forecast;
  };
  const add = (fields: Fields, opportunity: Row): Row =>
    forecastItems.insert({
      ...{ ...BLANK_ITEM, ...fields },
      opportunity: { id: opportunity.id, name: opportunity.name },
      _info: info(instantText(new Date()), 'JDoe'),
    });
  /** What procurement has for an item follows it to its new id. */
  const renumber = (old: Row, opportunity: Row, fields: Fields): Row => {
    forecastItems.remove(old.id);
    const item = add(fields, opportunity);
    for (const product of products.after(0)) {
      if (product.forecastDetailId === old.id) products.replace({ ...product, forecastDetailId: item.id });
    }
    return item;
  };

  const router = Router();
  const path = '/sales/opportunities/:opportunityId/forecast';
  router.get(path, (request, response) => {
    response.json(forecastOf(opportunityOf(request)));
  });
  router.put(path, (request, response) => {
    const opportunity = opportunityOf(request);
    const given = bodyItems(request.body);
    const old = new Map(itemsOf(opportunity).map((item) => [item.id, item]));
    for (const fields of given) {
      const before = old.get(Number(fields.id));
      if (before) renumber(before, opportunity, fields);
      else add(fields, opportunity);
      old.delete(Number(fields.id));
    }
    for (const id of old.keys()) forecastItems.remove(id);
    response.json(forecastOf(opportunity));
  });
  router.post(path, (request, response) => {
    if (!isFields(request.body)) throw badRequest('The body is no forecast item');
    response.status(201).json(add(request.body, opportunityOf(request)));
  });
  router.patch(`${path}/:itemId`, (request, response) => {
    const item = itemOf(request);
    const changed = { ...applyPatch(item, request.body), _info: info(instantText(new Date()), 'JDoe') };
    if (options.patchRenumbersForecastItems) {
      response.json(renumber(item, opportunityOf(request), changed));
      return;
    }
    forecastItems.replace(changed);
    response.json(changed);
  });
  router.delete(`${path}/:itemId`, (request, response) => {
    forecastItems.remove(itemOf(request).id);
    response.status(204).end();
  });
  return router;
}

function bodyItems(body: unknown): Fields[] {
  const items = isFields(body) ? body.forecastItems : undefined;
  if (!Array.isArray(items) || !items.every(isFields)) throw badRequest('The body is no forecast');
  return items;
}
