import { makeCompany } from './company';

export type { TestCompany } from './company';

/** Saved records for tests that need one and say nothing of how it comes about. */
export const make = { company: makeCompany };
