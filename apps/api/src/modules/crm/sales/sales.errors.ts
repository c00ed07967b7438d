import { defineErrors } from '@app/kernel';

export const OpportunityError = defineErrors('opportunity', {
  notFound: {
    status: 404,
    message: ({ identifier }) => `Opportunity with identifier '${String(identifier)}' was not found.`,
    name: 'OpportunityNotFound',
  },
  noteNotFound: {
    status: 404,
    message: ({ noteId }) => `Opportunity note with id '${String(noteId)}' was not found.`,
    name: 'OpportunityNoteNotFound',
  },
});
