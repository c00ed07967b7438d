import type { DomainError } from '@app/kernel';
import { object, only, type AnswerContext, type Surface } from './surface';

/** The clients show `payload` when it is a text, so a rejected input names its fields there. */
const textOf = ({ message, details: { issues } }: DomainError): string =>
  issues ? issues.map(({ path, message: why }) => `${path.slice(1).join('.')}: ${why}`).join('; ') : message;

function statusOf(error: DomainError, { dialect, route }: AnswerContext): number {
  const expected = dialect === 'compatible' ? route?.compatible.statusOf?.[error.code] : undefined;
  return expected ?? error.status;
}

/** EcoFlowJS HTTP API, section "Response Types"; its clients call `/systemApi`. */
export const ecoflow: Surface = {
  name: 'ecoflow',
  prefix: '',
  label: 'EcoFlowJS',
  title: 'Switchyard: EcoFlowJS contract',
  description: 'Flows, node packages, schema editor, set-up, backup, users and roles.',
  validationStatus: 400,

  wrap: (value, route, context) =>
    context.dialect === 'compatible' && route.compatible.unwrapped ? value : { success: true, payload: value },

  error: (error, context) => ({
    status: statusOf(error, context),
    body: { error: true, payload: textOf(error) },
  }),

  schema: (value) => object({ success: only(true), ...(value && { payload: value }) }),

  errorComponent: () => 'EcoflowError',
  errorComponents: { EcoflowError: object({ error: only(true), payload: { type: 'string' } }) },
};
