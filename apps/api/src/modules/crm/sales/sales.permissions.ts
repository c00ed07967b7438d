import { defineFieldGate, definePermissions, type PermissionCategory } from '@app/kernel';

const salesCategory: PermissionCategory = {
  key: 'sales',
  name: 'Sales Permissions',
  description: 'Permissions for opportunities and what belongs to them',
};

const { fetch } = definePermissions('sales.opportunity', salesCategory, {
  fetch: { description: 'Fetch a single opportunity, its products, notes and contacts' },
});

/** Optima API Routes Documentation, section "Sales Routes". */
export const OpportunityPermission = {
  fetch,
  ...definePermissions('sales.opportunity', salesCategory, {
    fetchMany: { node: 'fetch.many', description: 'List, search and count opportunities, and list quote statuses' },
    refresh: { description: 'Fetch an opportunity anew from ConnectWise', dependencies: [fetch] },
    productUpdate: {
      node: 'product.update',
      description: 'Put the products of an opportunity in order',
      dependencies: [fetch],
    },
    noteCreate: { node: 'note.create', description: 'Add notes to opportunities', dependencies: [fetch] },
    noteUpdate: { node: 'note.update', description: 'Change notes of opportunities', dependencies: [fetch] },
    noteDelete: { node: 'note.delete', description: 'Delete notes of opportunities', dependencies: [fetch] },
  }),
};

/** Optima API Routes Documentation, section "Object Type Field-Level Gating", scope `obj.opportunity`. */
export const opportunityGate = defineFieldGate('obj.opportunity', salesCategory, [
  ...['id', 'cwOpportunityId', 'name', 'notes', 'type', 'stage', 'status', 'priority', 'rating', 'source', 'campaign'],
  ...['primarySalesRep', 'secondarySalesRep', 'company', 'contact', 'site', 'customerPO', 'totalSalesTax'],
  ...['location', 'department', 'expectedCloseDate', 'pipelineChangeDate', 'dateBecameLead', 'closedDate'],
  ...['closedFlag', 'closedBy', 'companyId', 'cwLastUpdated', 'createdAt', 'updatedAt', 'customFields', 'activities'],
]);
