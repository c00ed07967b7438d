/** A quote status as clients see it. */
export interface OpportunityType {
  readonly id: number;
  readonly name: string;
  readonly wonFlag: boolean;
  readonly lostFlag: boolean;
  readonly closedFlag: boolean;
  readonly inactiveFlag: boolean;
  readonly defaultFlag: boolean;
  readonly enteredBy: string | null;
  readonly dateEntered: string | null;
  readonly _info: { readonly lastUpdated: string | null; readonly updatedBy: string | null } | null;
  readonly connectWiseId: string | null;
  readonly optimaEquivalency: readonly number[];
}

const open = { wonFlag: false, lostFlag: false, closedFlag: false, inactiveFlag: false, defaultFlag: false };

/** The quote statuses that are known without asking: what ConnectWise does not tell of them is told here. */
export const canonicalTypes: readonly OpportunityType[] = [
  {
    ...{ id: 51, name: '00. FutureLead', ...open, enteredBy: 'crobinso', dateEntered: '2023-07-11T23:13:19Z' },
    _info: { lastUpdated: '2024-04-28T15:03:57Z', updatedBy: 'crobinso' },
    ...{ connectWiseId: '070f72a3-70d0-ef11-b2e0-000c29c55070', optimaEquivalency: [35, 36] },
  },
  {
    ...{ id: 24, name: '01. New', ...open, enteredBy: null, dateEntered: null, _info: null },
    ...{ connectWiseId: null, optimaEquivalency: [] },
  },
];
