import { LibertyPoolError } from './liberty.errors';

/** `framework` admits administrators only, `session` everybody. */
export const LIBERTY_MODES = ['framework', 'session'] as const;
export type LibertyMode = (typeof LIBERTY_MODES)[number];

/** Which users a request is about. */
export interface UserPool {
  readonly pool?: string;
  readonly mode?: LibertyMode;
}

/** All users of the product are in the one pool that always exists. */
const PRODUCT_POOL = 'default';

/** @throws 404 `pool.notFound` */
export function assertUserPool(pool = PRODUCT_POOL): void {
  if (pool !== PRODUCT_POOL) throw LibertyPoolError.notFound({ pool });
}
