import type { CwCompany, CwContact } from '../connectwise';
import type { CompanyAddress, CompanyContact } from './company-data';

/** Null for a company without a single line of one. */
export function toAddress({ addressLine1, addressLine2, city, state, zip, country }: CwCompany): CompanyAddress | null {
  const lines = { line1: addressLine1, line2: addressLine2, city, state, zip };
  if (Object.values(lines).every((line) => !line)) return null;
  return { ...lines, country: country?.name ?? null };
}

/** The default item of a kind, else the first one. */
function reach({ communicationItems }: CwContact, type: 'Phone' | 'Email'): string | null {
  const items = communicationItems.filter(({ communicationType, value }) => communicationType === type && value !== '');
  return (items.find(({ defaultFlag }) => defaultFlag) ?? items[0])?.value ?? null;
}

export const toContact = (contact: CwContact): CompanyContact => ({
  ...{ firstName: contact.firstName, lastName: contact.lastName, cwId: contact.id, inactive: contact.inactiveFlag },
  title: contact.title,
  phone: reach(contact, 'Phone') ?? contact.defaultPhoneNbr,
  email: reach(contact, 'Email'),
});
