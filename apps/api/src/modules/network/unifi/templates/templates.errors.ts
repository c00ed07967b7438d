import { defineErrors } from '@app/kernel';

export const WlanTemplateError = defineErrors('unifiWlanTemplate', {
  notFound: {
    status: 404,
    message: ({ identifier }) => `WLAN template with identifier '${String(identifier)}' was not found.`,
    name: 'UnifiWlanTemplateNotFound',
  },
  nameTaken: {
    status: 409,
    message: 'A WLAN template with this name already exists.',
    name: 'UnifiWlanTemplateNameTaken',
  },
  tooMany: {
    status: 409,
    message: ({ most }) => `There are ${String(most)} WLAN templates, and no more are kept.`,
    name: 'UnifiWlanTemplatesTooMany',
  },
  changed: {
    status: 409,
    message: 'The WLAN template was changed or deleted meanwhile: start again.',
    name: 'UnifiWlanTemplateChanged',
  },
});
