import { defineFieldGate, definePermissions, type PermissionCategory } from '@app/kernel';

const companyCategory: PermissionCategory = {
  key: 'company',
  name: 'Company Permissions',
  description: 'Permissions for accessing and managing company resources',
};

const { fetch } = definePermissions('company', companyCategory, {
  fetch: { description: 'Fetch a single company' },
});

/** Optima API Routes Documentation, section "Company Routes". */
export const CompanyPermission = {
  fetch,
  ...definePermissions('company', companyCategory, {
    fetchMany: { node: 'fetch.many', description: 'List and search companies' },
    fetchAddress: { node: 'fetch.address', description: 'View company address information', dependencies: [fetch] },
    fetchContacts: { node: 'fetch.contacts', description: 'View all contacts of a company', dependencies: [fetch] },
    fetchConfigurations: {
      node: 'fetch.configurations',
      description: "View a company's configurations",
      dependencies: [fetch],
    },
  }),
};

/** Optima API Routes Documentation, section "Object Type Field-Level Gating", scope `obj.company`. */
export const companyGate = defineFieldGate('obj.company', companyCategory, [
  'id',
  'name',
  'cw_CompanyId',
  'cw_Identifier',
  'cw_Data',
]);
