import { defineFieldGate, definePermissions, type PermissionCategory } from '@app/kernel';

const category: PermissionCategory = {
  key: 'procurement',
  name: 'Procurement Permissions',
  description: 'Permissions for the catalogue of what is sold',
};

/** Optima API Routes Documentation, section "Procurement Routes". */
export const CatalogPermission = definePermissions('procurement.catalog', category, {
  fetch: { description: 'Fetch a catalogue item and what is linked to it' },
  fetchMany: { node: 'fetch.many', description: 'List, count and filter catalogue items' },
  refreshInventory: { node: 'inventory.refresh', description: 'Ask ConnectWise how many of an item are on hand' },
  link: { description: 'Link catalogue items, and remove links' },
});

/** Optima API Routes Documentation, section "Object Type Field-Level Gating", scope `obj.catalogItem`. */
export const catalogItemGate = defineFieldGate('obj.catalogItem', category, [
  ...['id', 'cwCatalogId', 'identifier', 'name', 'description', 'customerDescription', 'internalNotes'],
  ...['category', 'categoryCwId', 'subcategory', 'subcategoryCwId', 'manufacturer', 'manufactureCwId', 'partNumber'],
  ...['vendorName', 'vendorSku', 'vendorCwId', 'price', 'cost', 'inactive', 'salesTaxable', 'onHand', 'linkedItems'],
  ...['cwLastUpdated', 'createdAt', 'updatedAt'],
]);
