import { permissionCatalog } from '@app/kernel';

permissionCatalog.addCategory({
  key: 'global',
  name: 'Global Permissions',
  description: 'Wildcards that grant access to everything',
});

permissionCatalog.add(
  Object.freeze({
    id: '*',
    category: 'global',
    description: 'Full access to all resources and actions',
    dependencies: [],
  }),
);
