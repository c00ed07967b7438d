import { decimal, flag, instant, integer, json, listOf, nullable, record, text, withDefault } from '../shape';
import { identifiedReference, info, reference, type RecordOf, resource } from './resource';

export const opportunities = resource(
  'sales/opportunities',
  record({
    ...{ id: integer, name: text, notes: nullable(text), type: reference, stage: reference, status: reference },
    ...{ priority: reference, rating: reference, source: nullable(text), campaign: reference },
    ...{ primarySalesRep: identifiedReference, secondarySalesRep: identifiedReference, company: identifiedReference },
    ...{ contact: reference, site: reference, customerPO: nullable(text), totalSalesTax: withDefault(decimal, 0) },
    ...{ locationId: nullable(integer), businessUnitId: nullable(integer), expectedCloseDate: nullable(instant) },
    ...{ pipelineChangeDate: nullable(instant), dateBecameLead: nullable(instant), closedDate: nullable(instant) },
    ...{ closedBy: identifiedReference, customFields: listOf(json), _info: info },
  }),
);
export type CwOpportunity = RecordOf<typeof opportunities>;

export const opportunityStatuses = resource(
  'sales/opportunities/statuses',
  record({
    ...{ id: integer, name: text, wonFlag: withDefault(flag, false), lostFlag: withDefault(flag, false) },
    ...{ closedFlag: withDefault(flag, false), inactiveFlag: withDefault(flag, false) },
    ...{ defaultFlag: withDefault(flag, false), enteredBy: nullable(text), dateEntered: nullable(text) },
    // Shown as they are, to the second: no dates.
    _info: nullable(record({ lastUpdated: nullable(text), updatedBy: nullable(text) })),
  }),
);
export type CwOpportunityStatus = RecordOf<typeof opportunityStatuses>;

const forecastItem = record({
  ...{ id: integer, forecastDescription: nullable(text), opportunity: reference },
  ...{ quantity: withDefault(decimal, 0), status: reference },
  catalogItem: nullable(record({ id: integer, identifier: withDefault(text, '') })),
  ...{ productDescription: nullable(text), productClass: nullable(text), forecastType: nullable(text) },
  ...{ revenue: withDefault(decimal, 0), cost: withDefault(decimal, 0), margin: withDefault(decimal, 0) },
  ...{ percentage: withDefault(decimal, 0), includeFlag: withDefault(flag, false) },
  ...{ linkFlag: withDefault(flag, false), recurringFlag: withDefault(flag, false) },
  ...{ taxableFlag: withDefault(flag, false), recurringRevenue: withDefault(decimal, 0) },
  ...{ recurringCost: withDefault(decimal, 0), cycles: withDefault(decimal, 0) },
  ...{ sequenceNumber: withDefault(decimal, 0), subNumber: withDefault(decimal, 0), _info: info },
});

/** Single items; `ConnectWiseClient.forecast` reads all of an opportunity. */
export const forecastItems = (opportunityId: number) =>
  resource(`sales/opportunities/${opportunityId}/forecast`, forecastItem);
export type CwForecastItem = RecordOf<ReturnType<typeof forecastItems>>;

export const opportunityNotes = (opportunityId: number) =>
  resource(
    `sales/opportunities/${opportunityId}/notes`,
    record({
      ...{ id: integer, text: withDefault(text, ''), type: reference, flagged: withDefault(flag, false) },
      ...{ enteredBy: nullable(text), _info: info },
    }),
  );
export type CwNote = RecordOf<ReturnType<typeof opportunityNotes>>;

export const opportunityContacts = (opportunityId: number) =>
  resource(
    `sales/opportunities/${opportunityId}/contacts`,
    record({
      ...{ id: integer, contact: reference, company: identifiedReference, role: reference, notes: nullable(text) },
      referralFlag: withDefault(flag, false),
    }),
  );

export const activities = resource(
  'sales/activities',
  record({
    ...{ id: integer, name: text, notes: nullable(text), type: reference, status: reference },
    ...{ company: identifiedReference, contact: reference, phoneNumber: nullable(text), email: nullable(text) },
    ...{ opportunity: reference, ticket: reference, agreement: reference, campaign: reference },
    ...{ assignTo: identifiedReference, scheduleStatus: reference, reminder: reference, where: reference },
    ...{ dateStart: nullable(instant), dateEnd: nullable(instant), notifyFlag: withDefault(flag, false) },
    ...{ currency: reference, mobileGuid: nullable(text), customFields: listOf(json) },
    _info: nullable(
      record({
        ...{ lastUpdated: nullable(instant), dateEntered: nullable(instant) },
        ...{ enteredBy: nullable(text), updatedBy: nullable(text) },
      }),
    ),
  }),
);
export type CwActivity = RecordOf<typeof activities>;
