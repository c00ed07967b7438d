import { defineErrors } from '@app/kernel';

export const PermissionError = defineErrors('permission', {
  categoryNotFound: {
    status: 404,
    message: ({ category }) => `Permission category "${String(category)}" not found`,
    name: 'NotFound',
  },
});
