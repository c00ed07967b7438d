import { defineErrors } from '@app/kernel';

export const TeamError = defineErrors('team', {
  notFound: { status: 404, message: 'Not Found' },
  invalidSlug: { status: 400, message: 'The slug is reserved or in use' },
  invalidTeamType: { status: 400, message: 'There is no such team type' },
  /** The member who would leave the team without an owner. */
  invalidRequest: { status: 400, message: 'cannot remove only owner' },
  /** The user whose account cannot be deleted. */
  soleOwner: {
    status: 409,
    message: ({ team }) => `The user is the only owner of the team "${String(team)}". Give it another owner first.`,
    name: 'SoleOwner',
  },
});

/** Asking whether a slug is free answers 409 where using it answers 400. */
export const SlugCheckError = defineErrors('teamSlug', {
  invalidSlug: { status: 409, message: 'The slug is in use' },
});

export const InvitationError = defineErrors('invitation', {
  notFound: { status: 404, message: 'Not Found' },
  tooManyInvites: { status: 429, message: 'At most five invitations at once' },
});
