export interface CompanyAddress {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string | null;
  readonly country: string | null;
}

export interface CompanyContact {
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** The contact's id in ConnectWise. */
  readonly cwId: number;
  readonly inactive: boolean;
  readonly title: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** What ConnectWise knows of a company. A key is absent while nobody has asked for it. */
export interface CompanyData {
  readonly address?: CompanyAddress | null;
  readonly primaryContact?: CompanyContact | null;
  readonly allContacts?: readonly CompanyContact[];
}
