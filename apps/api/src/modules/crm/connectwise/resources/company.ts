import { flag, integer, json, listOf, nullable, record, text, withDefault } from '../shape';
import { identifiedReference, info, reference, type RecordOf, resource } from './resource';

export const companies = resource(
  'company/companies',
  record({
    ...{ id: integer, identifier: text, name: text, addressLine1: nullable(text), addressLine2: nullable(text) },
    ...{ city: nullable(text), state: nullable(text), zip: nullable(text), country: reference },
    ...{ phoneNumber: nullable(text), defaultContact: reference, site: reference, status: reference },
    ...{ deletedFlag: withDefault(flag, false), _info: info },
  }),
);
export type CwCompany = RecordOf<typeof companies>;

/** The type is a text: a kind that we do not know yet is no reason to lose the contact. */
const communicationItem = record({
  ...{ id: nullable(integer), value: withDefault(text, ''), extension: nullable(text) },
  ...{ defaultFlag: withDefault(flag, false), communicationType: nullable(text), type: reference },
});

export const contacts = resource(
  'company/contacts',
  record({
    ...{ id: integer, firstName: nullable(text), lastName: nullable(text), title: nullable(text) },
    ...{ company: identifiedReference, inactiveFlag: withDefault(flag, false), defaultPhoneNbr: nullable(text) },
    ...{ communicationItems: listOf(communicationItem), _info: info },
  }),
);
export type CwContact = RecordOf<typeof contacts>;

/** With every field that they have: clients are shown the whole of it. */
export const configurations = resource('company/configurations', json);

export const companySites = (companyId: number) =>
  resource(
    `company/companies/${companyId}/sites`,
    record({
      ...{ id: integer, name: text, addressLine1: nullable(text), addressLine2: nullable(text), city: nullable(text) },
      stateReference: nullable(
        record({ id: nullable(integer), identifier: nullable(text), name: withDefault(text, '') }),
      ),
      ...{ zip: nullable(text), country: reference, phoneNumber: nullable(text), faxNumber: nullable(text) },
      ...{ primaryAddressFlag: withDefault(flag, false), defaultShippingFlag: withDefault(flag, false) },
      ...{ defaultBillingFlag: withDefault(flag, false), defaultMailingFlag: withDefault(flag, false) },
      inactiveFlag: withDefault(flag, false),
    }),
  );
export type CwSite = RecordOf<ReturnType<typeof companySites>>;
