import type { Fields } from '../../fields';

export type Document = Fields & { readonly _id: string };

/** Everything that one site holds, by what the paths call it. */
export interface SiteRecords {
  readonly device: Document[];
  readonly networkconf: Document[];
  readonly wlanconf: Document[];
  readonly wlangroup: Document[];
  readonly usergroup: Document[];
  readonly apgroups: Document[];
}
