import type { Row } from '../records/row';
import { type Business, businessReference, personReference } from './businesses';
import { mainSiteId } from './companies';
import { info, instantText, midnight, past } from './instants';
import { SeededRandom } from '../../seeded-random';
import { customFields, memberReference, memberRows, opportunityStatusRows } from './system';

const FIRST_ID = 5_001;
const PROJECTS = ['Network Refresh', 'Camera Upgrade', 'Office Move', 'Workstation Rollout', 'Wi-Fi Survey'] as const;
const STAGES = ['Qualification', 'Discovery', 'Proposal', 'Negotiation'] as const;
const RATINGS = ['Hot', 'Warm', 'Cold'] as const;
const OPEN_STATUSES = opportunityStatusRows.filter(({ closedFlag }) => closedFlag === false);
const CLOSED_STATUSES = opportunityStatusRows.filter(({ closedFlag }) => closedFlag === true);

/** An opportunity, whose business it is, and what came to be under it. */
export interface OpportunityData {
  readonly row: Row;
  readonly business: Business;
  readonly notes: readonly Row[];
  readonly contacts: readonly Row[];
  readonly activities: readonly Row[];
}

const named = (id: number, name: string) => ({ id, name });

export function makeOpportunity(seed: number, place: number, businesses: readonly Business[]): OpportunityData {
  const random = new SeededRandom(seed, 'opportunity', place);
  // The customers of the demo come first and most often.
  const business = random.pick(random.chance(0.5) ? businesses.slice(0, 25) : businesses);
  const row = opportunityRow(random, FIRST_ID + place, business);
  return {
    ...{ row, business, notes: noteRows(random, row), contacts: contactRows(random, row, business) },
    activities: activityRows(random, row, business),
  };
}

function opportunityRow(random: SeededRandom, id: number, business: Business): Row {
  const closed = random.chance(0.3);
  const status = random.pick(closed ? CLOSED_STATUSES : OPEN_STATUSES);
  const rep = random.pick(memberRows);
  const stage = random.integer(0, STAGES.length - 1);
  const rating = random.integer(0, RATINGS.length - 1);
  const closedDate = closed ? past(random, 60) : null;
  return {
    ...{ id, name: `${business.name} ${random.pick(PROJECTS)}`.slice(0, 100) },
    notes: random.chance(0.3) ? null : 'Full redesign and hardware refresh',
    type: named(1, 'New'),
    stage: named(stage + 1, STAGES[stage] ?? ''),
    status: named(status.id, String(status.name)),
    priority: named(2, 'High'),
    rating: named(rating + 1, RATINGS[rating] ?? ''),
    probability: named(1, '50'),
    source: random.chance(0.5) ? 'Referral' : null,
    campaign: random.chance(0.1) ? named(3, 'Spring Mailing') : null,
    primarySalesRep: memberReference(rep),
    secondarySalesRep: random.chance(0.2) ? memberReference(random.pick(memberRows)) : null,
    ...{ locationId: random.integer(1, 2), businessUnitId: random.integer(5, 6) },
    company: businessReference(business),
    contact: personReference(business.people[0]),
    site: named(mainSiteId(business), 'Main Office'),
    ...{ customerPO: random.chance(0.2) ? `PO-${id}` : null, totalSalesTax: 0 },
    ...{ expectedCloseDate: midnight(random.integer(1, 90)), pipelineChangeDate: midnight(-random.integer(1, 30)) },
    ...{ dateBecameLead: midnight(-random.integer(31, 200)), closedDate },
    closedBy: closed ? memberReference(rep) : null,
    customFields: customFields(random.chance(0.3) ? 'Rush' : 'Normal', random.chance(0.5)),
    _info: info(closedDate ?? past(random, 60), String(rep.identifier)),
  };
}

const MOST_NOTES = 4;
const STEP = 10;

function noteRows(random: SeededRandom, opportunity: Row): Row[] {
  return Array.from({ length: random.integer(0, MOST_NOTES) }, (_, place) => ({
    id: opportunity.id * STEP + place,
    opportunityId: opportunity.id,
    type: random.chance(0.5) ? named(2, 'Discussion') : null,
    text: `Talked about "${String(opportunity.name)}", round ${place + 1}.`,
    flagged: random.chance(0.2),
    enteredBy: String(random.pick(memberRows).identifier),
    mobileGuid: null,
    _info: info(past(random, 60), 'jroberts'),
  }));
}

function contactRows(random: SeededRandom, opportunity: Row, business: Business): Row[] {
  return business.people.slice(0, 2).map((person, place) => ({
    id: opportunity.id * STEP + place,
    opportunityId: opportunity.id,
    contact: personReference(person),
    company: businessReference(business),
    role: place === 0 ? named(1, 'Decision Maker') : null,
    notes: random.chance(0.5) ? 'Primary point of contact for this deal' : null,
    referralFlag: random.chance(0.1),
    phoneNumber: person.phone,
    emailAddress: person.email,
    _info: info(past(random, 60), 'jroberts'),
  }));
}

const ACTIVITY_TYPES = ['Call', 'Meeting', 'Email'] as const;
const HALF_HOUR_MS = 1_800_000;

function activityRows(random: SeededRandom, opportunity: Row, business: Business): Row[] {
  return Array.from({ length: random.integer(0, 3) }, (_, place) => {
    const member = random.pick(memberRows);
    const type = random.integer(0, ACTIVITY_TYPES.length - 1);
    const start = new Date(midnight(random.integer(1, 30)));
    const [person] = business.people;
    return {
      ...{ id: opportunity.id * STEP + place, name: `Follow-up ${ACTIVITY_TYPES[type] ?? ''}` },
      type: named(type + 1, ACTIVITY_TYPES[type] ?? ''),
      company: businessReference(business),
      contact: personReference(person),
      ...{ phoneNumber: person.phone, email: person.email, status: named(1, 'Open') },
      opportunity: named(opportunity.id, String(opportunity.name)),
      ...{ ticket: null, agreement: null, campaign: null, notes: 'Discuss proposal details' },
      ...{ dateStart: instantText(start), dateEnd: instantText(new Date(start.getTime() + HALF_HOUR_MS)) },
      ...{ assignedBy: memberReference(member), assignTo: memberReference(member) },
      ...{ scheduleStatus: null, reminder: null, where: null, notifyFlag: false, mobileGuid: null, currency: null },
      customFields: [],
      _info: {
        ...info(past(random, 30), String(member.identifier)),
        ...{ dateEntered: past(random, 60), enteredBy: String(member.identifier) },
      },
    };
  });
}
