import { decimal, flag, integer, nullable, record, text, withDefault } from '../shape';
import { identifiedReference, info, reference, type RecordOf, resource } from './resource';

export const catalogItems = resource(
  'procurement/catalog',
  record({
    ...{ id: integer, identifier: text, description: nullable(text), customerDescription: nullable(text) },
    ...{ notes: nullable(text), category: reference, subcategory: reference, manufacturer: reference },
    ...{ manufacturerPartNumber: nullable(text), vendor: identifiedReference, vendorSku: nullable(text) },
    ...{ price: withDefault(decimal, 0), cost: withDefault(decimal, 0), inactiveFlag: withDefault(flag, false) },
    ...{ taxableFlag: withDefault(flag, false), productClass: nullable(text), _info: info },
  }),
);
export type CwCatalogItem = RecordOf<typeof catalogItems>;

/** Where an item lies and how many of it. */
export const inventory = (catalogItemId: number) =>
  resource(
    `procurement/catalog/${catalogItemId}/inventory`,
    record({ id: nullable(integer), onHand: decimal, warehouse: reference }),
  );

/** A shelf, a room, a van: where items lie. */
export const warehouseBins = resource('procurement/warehouseBins', record({ id: integer }));

/** What lies in one of them: the way to learn of many items by few calls. */
export const stockOfBin = (binId: number) =>
  resource(
    `procurement/warehouseBins/${binId}/inventoryOnHand`,
    record({ id: integer, catalogItem: record({ id: integer }), warehouseBin: reference, onHand: decimal }),
  );

const named = record({ id: integer, name: text, inactiveFlag: withDefault(flag, false) });

export const categories = resource('procurement/categories', named);
export const manufacturers = resource('procurement/manufacturers', named);
export const subcategories = resource(
  'procurement/subcategories',
  record({ id: integer, name: text, inactiveFlag: withDefault(flag, false), category: reference }),
);

/** The lines of procurement: what was cancelled of an opportunity's forecast items. */
export const products = resource(
  'procurement/products',
  record({
    ...{ id: integer, forecastDetailId: nullable(integer), opportunity: reference },
    ...{ quantity: nullable(decimal), quantityCancelled: withDefault(decimal, 0) },
    ...{ cancelledFlag: withDefault(flag, false), cancelledReason: nullable(text), cancelledDate: nullable(text) },
    cancelledBy: nullable(integer),
  }),
);
export type CwProduct = RecordOf<typeof products>;
