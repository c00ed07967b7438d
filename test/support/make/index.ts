import { makeCatalogItem } from './catalog-item';
import { makeCompany } from './company';
import { makeCredential, makeCredentialType } from './credential';

export type { TestCatalogItem } from './catalog-item';
export type { TestCompany } from './company';
export type { TestCredential, TestCredentialType } from './credential';

/** Saved records for tests that need one and say nothing of how it comes about. */
export const make = {
  catalogItem: makeCatalogItem,
  company: makeCompany,
  credential: makeCredential,
  credentialType: makeCredentialType,
};
