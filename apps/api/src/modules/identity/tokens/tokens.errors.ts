import { defineErrors } from '@app/kernel';

export const TokenError = defineErrors('token', {
  notFound: { status: 404, message: 'Not Found' },
  patCannotCreatePat: { status: 403, message: 'A personal access token cannot create or change one' },
  invalidTeam: { status: 400, message: 'A token reaches only teams its owner belongs to' },
});
