import { defineErrors } from '@app/kernel';

export const CompanyError = defineErrors('company', {
  notFound: {
    status: 404,
    message: ({ identifier }) => `Company with identifier '${String(identifier)}' was not found.`,
    name: 'CompanyNotFound',
  },
});
