/** Injection token of the {@link DatabaseLog} in use. */
export const DATABASE_LOG = Symbol('DATABASE_LOG');
