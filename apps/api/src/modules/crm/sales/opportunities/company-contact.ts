import type { CompanyAddress, CompanyContact } from '../../companies';
import type { CwCompany, CwContact } from '../../connectwise';

export const toAddress = (company: CwCompany): CompanyAddress => ({
  ...{ line1: company.addressLine1, line2: company.addressLine2, city: company.city, state: company.state },
  ...{ zip: company.zip, country: company.country?.name ?? null },
});

/** The usual way to reach a contact, else the first one of its kind. */
function wayTo({ communicationItems }: CwContact, kind: 'Phone' | 'Email'): string | null {
  const ways = communicationItems.filter(({ communicationType, value }) => communicationType === kind && value !== '');
  return (ways.find(({ defaultFlag }) => defaultFlag) ?? ways[0])?.value ?? null;
}

export const toContact = (contact: CwContact): CompanyContact => ({
  ...{ firstName: contact.firstName, lastName: contact.lastName, cwId: contact.id, inactive: contact.inactiveFlag },
  title: contact.title,
  phone: wayTo(contact, 'Phone') ?? contact.defaultPhoneNbr,
  email: wayTo(contact, 'Email'),
});
