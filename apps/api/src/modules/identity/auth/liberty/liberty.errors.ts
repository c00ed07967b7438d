import { defineErrors } from '@app/kernel';

export const LibertyPoolError = defineErrors('pool', {
  notFound: { status: 404, message: ({ pool }) => `Requested pool \`${String(pool)}\` not found` },
});
