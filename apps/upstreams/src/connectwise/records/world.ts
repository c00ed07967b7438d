import type { ConnectWiseSimulatorSettings } from '../connectwise-settings';
import { makeBusinesses } from '../data/businesses';
import {
  catalogRow,
  categoryRows,
  inventoryRows,
  manufacturerRows,
  subcategoryRows,
  warehouseBinRows,
} from '../data/catalog';
import { companyRow, configurationRows, contactRow, siteRows } from '../data/companies';
import { makeForecast } from '../data/forecasts';
import { makeOpportunity } from '../data/opportunities';
import { range } from '../../seeded-random';
import { departmentRows, locationRows, memberRows, opportunityStatusRows, userDefinedFieldRows } from '../data/system';
import { Collection } from './collection';
import { RecordStore, storeOf } from './record-store';
import { type Row, valueAt } from './row';

/** An item's places have ids of their own, from ten times its id on. */
const PLACES_PER_ITEM = 10;
const DAY = '2026-03-01T00:00:00Z';

/** All records of one ConnectWise, made from a seed. */
export class World {
  readonly collections: readonly Collection[];
  readonly forecastItems: RecordStore;
  readonly products: RecordStore;
  readonly opportunities: RecordStore;
  readonly contacts: RecordStore;
  readonly catalog: RecordStore;
  readonly callbacks = storeOf([]);
  private readonly stock = new Map<number, readonly Row[]>();

  constructor(private readonly settings: ConnectWiseSimulatorSettings) {
    const { seed } = settings;
    const businesses = makeBusinesses(seed, settings.companies, settings.contacts);
    const opportunities = range(0, settings.opportunities).map((place) => makeOpportunity(seed, place, businesses));
    this.catalog = new RecordStore(range(1, settings.catalogItems), (id) => catalogRow(seed, id));
    const forecasts = opportunities.map((each) => makeForecast(seed, each, (id) => this.catalog.get(id)));

    const companies = storeOf(businesses.map((business) => companyRow(seed, business)));
    this.contacts = storeOf(
      businesses.flatMap((business) => business.people.map((person) => contactRow(seed, business, person))),
    );
    this.opportunities = storeOf(opportunities.map(({ row }) => row));
    this.forecastItems = storeOf(forecasts.flatMap(({ items }) => items));
    this.products = storeOf(forecasts.flatMap(({ products }) => products));
    const members = storeOf(memberRows);
    const statuses = storeOf(opportunityStatusRows);

    const company = new Collection({
      ...{ path: 'company/companies', resource: 'Company', store: companies },
      blank: sampleBlank(companies),
      required: ['identifier', 'name'],
    });
    const opportunity = new Collection({
      ...{ path: 'sales/opportunities', resource: 'Opportunity', store: this.opportunities },
      ...{ blank: sampleBlank(this.opportunities), required: ['name', 'company', 'primarySalesRep'] },
      references: { company: companies, contact: this.contacts, status: statuses, primarySalesRep: members },
    });
    const category = new Collection({
      ...{ path: 'procurement/categories', resource: 'Category', store: storeOf(categoryRows) },
    });
    const subcategories = storeOf(subcategoryRows);
    const notes = storeOf(opportunities.flatMap((each) => each.notes));
    const activities = storeOf(opportunities.flatMap((each) => each.activities));

    this.collections = [
      company,
      new Collection({
        ...{ path: 'company/contacts', resource: 'Contact', store: this.contacts },
        ...{ blank: sampleBlank(this.contacts), required: ['firstName'], references: { company: companies } },
      }),
      new Collection({
        ...{ path: 'company/companies/:parentId/sites', resource: 'Site' },
        store: storeOf(businesses.flatMap((business) => siteRows(seed, business))),
        parent: { of: company, idOf: (row) => valueAt(row, 'company/id'), fields: (id) => ({ company: { id } }) },
      }),
      new Collection({
        ...{ path: 'company/configurations', resource: 'Configuration' },
        store: storeOf(businesses.flatMap((business) => configurationRows(seed, business))),
      }),
      new Collection({
        ...{ path: 'procurement/catalog', resource: 'CatalogItem', store: this.catalog },
        ...{ blank: sampleBlank(this.catalog), required: ['identifier', 'description'] },
      }),
      category,
      new Collection({ path: 'procurement/subcategories', resource: 'Subcategory', store: subcategories }),
      new Collection({
        ...{ path: 'procurement/categories/:parentId/subcategories', resource: 'Subcategory', store: subcategories },
        parent: { of: category, idOf: (row) => valueAt(row, 'category/id'), fields: (id) => ({ category: { id } }) },
      }),
      readOnly('procurement/manufacturers', 'Manufacturer', manufacturerRows),
      readOnly('procurement/warehouseBins', 'WarehouseBin', warehouseBinRows),
      new Collection({
        ...{ path: 'procurement/products', resource: 'Product', store: this.products },
        blank: sampleBlank(this.products),
      }),
      readOnly('sales/opportunities/statuses', 'OpportunityStatus', opportunityStatusRows),
      readOnly('sales/opportunities/types', 'OpportunityType', [{ id: 1, description: 'New', inactiveFlag: false }]),
      opportunity,
      new Collection({
        ...{ path: 'sales/opportunities/:parentId/notes', resource: 'Note', store: notes },
        parent: { of: opportunity, idOf: (row) => row.opportunityId, fields: (id) => ({ opportunityId: id }) },
        ...{ blank: { type: null, text: null, flagged: false, enteredBy: null, mobileGuid: null }, required: ['text'] },
      }),
      new Collection({
        ...{ path: 'sales/opportunities/:parentId/contacts', resource: 'OpportunityContact' },
        store: storeOf(opportunities.flatMap((each) => each.contacts)),
        parent: { of: opportunity, idOf: (row) => row.opportunityId, fields: (id) => ({ opportunityId: id }) },
      }),
      new Collection({
        ...{ path: 'sales/activities', resource: 'Activity', store: activities },
        ...{ blank: sampleBlank(activities), required: ['name', 'assignTo'] },
        references: { company: companies, contact: this.contacts, opportunity: this.opportunities, assignTo: members },
      }),
      new Collection({ path: 'system/members', resource: 'Member', store: members, blank: sampleBlank(members) }),
      readOnly('system/userDefinedFields', 'UserDefinedField', userDefinedFieldRows),
      readOnly('system/locations', 'Location', locationRows),
      readOnly('system/departments', 'Department', departmentRows),
      new Collection({
        ...{
          path: 'system/callbacks',
          resource: 'Callback',
          store: this.callbacks,
          required: ['url', 'type', 'level'],
        },
        blank: {
          ...{ description: null, url: null, objectId: null, type: null, level: null, inactiveFlag: false },
          ...{ payloadVersion: '3.0.0', isSelfSuppressedFlag: false, _info: { lastUpdated: DAY } },
        },
      }),
    ];
  }

  inventoryOf(item: Row): readonly Row[] {
    return this.stock.get(item.id) ?? inventoryRows(this.settings.seed, item);
  }

  /** What lies in one bin, from the record behind an id on. */
  *inventoryIn(binId: number, after: number): Generator<Row> {
    for (const item of this.catalog.after(Math.floor(after / PLACES_PER_ITEM) - 1)) {
      for (const row of this.inventoryOf(item)) {
        if (row.id > after && valueAt(row, 'warehouseBin/id') === binId) yield row;
      }
    }
  }

  /** Puts so many of an item into one warehouse. */
  setOnHand(item: Row, onHand: number): void {
    const [first] = inventoryRows(this.settings.seed, { ...item, productClass: 'Inventory' });
    const place = first ?? {
      ...{ warehouse: { id: 1, name: 'Murray' }, warehouseBin: { id: 1, name: 'Default Bin' }, serialNumbers: [] },
    };
    const catalogItem = { id: item.id, identifier: item.identifier };
    this.stock.set(item.id, [{ ...place, id: item.id * PLACES_PER_ITEM + 1, catalogItem, onHand }]);
  }
}

const readOnly = (path: string, resource: string, rows: readonly Row[]): Collection =>
  new Collection({ path, resource, store: storeOf(rows) });

/** The keys that records of a kind have, with nothing in them: lists empty, flags down. */
function sampleBlank(store: RecordStore): Record<string, unknown> {
  const [sample] = store.after(0);
  const empty = (value: unknown): unknown => {
    if (Array.isArray(value)) return [];
    return typeof value === 'boolean' ? false : null;
  };
  const fields = Object.entries(sample ?? {}).filter(([key]) => key !== 'id' && key !== '_info');
  return Object.fromEntries(fields.map(([key, value]) => [key, empty(value)]));
}
