import { defineErrors } from '@app/kernel';

export const CatalogError = defineErrors('catalog', {
  notFound: {
    status: 404,
    message: ({ identifier }) => `Catalog item with identifier '${String(identifier)}' was not found.`,
    name: 'CatalogItemNotFound',
  },
  tooManyLinks: { status: 409, message: 'The item has as many links as it can have', name: 'TooManyLinks' },
});
