import { beaver } from './beaver';
import { ecoflow } from './ecoflow';
import { flowfuse } from './flowfuse';
import { liberty } from './liberty';
import { optima } from './optima';

export * from './surface';

/** The five documented HTTP contracts. */
export const surfaces = { optima, liberty, flowfuse, ecoflow, beaver } as const;
