import type * as Contract from '@contract/optima';
import { assertSame, Flag, FreeForm, Integer, Moment, Nested, Text } from '@app/contract';
import type { CwActivity } from '../../connectwise';
import { IdentifiedReferenceDto, NamedReferenceDto } from '../reference.dto';
import { isoOf, objectsOf } from './opportunity-snapshot';

const named = () => Nested(() => NamedReferenceDto, { nullable: true });
const identified = () => Nested(() => IdentifiedReferenceDto, { nullable: true });

export class OpportunityActivityDto implements Contract.OpportunityActivity {
  @Integer()
  cwActivityId: number;

  @Text()
  name: string;

  @Text({ nullable: true })
  notes: string | null;

  @named()
  type: NamedReferenceDto | null;

  @named()
  status: NamedReferenceDto | null;

  @identified()
  company: IdentifiedReferenceDto | null;

  @named()
  contact: NamedReferenceDto | null;

  @Text({ nullable: true })
  phoneNumber: string | null;

  @Text({ nullable: true })
  email: string | null;

  @named()
  opportunity: NamedReferenceDto | null;

  @named()
  ticket: NamedReferenceDto | null;

  @named()
  agreement: NamedReferenceDto | null;

  @named()
  campaign: NamedReferenceDto | null;

  @identified()
  assignTo: IdentifiedReferenceDto | null;

  @named()
  scheduleStatus: NamedReferenceDto | null;

  @named()
  reminder: NamedReferenceDto | null;

  @named()
  where: NamedReferenceDto | null;

  @Moment({ nullable: true })
  dateStart: string | null;

  @Moment({ nullable: true })
  dateEnd: string | null;

  @Flag()
  notifyFlag: boolean;

  @named()
  currency: NamedReferenceDto | null;

  @Text({ nullable: true })
  mobileGuid: string | null;

  @FreeForm({ type: 'array', items: { type: 'object', additionalProperties: true } })
  customFields: Record<string, unknown>[];

  @Moment({ nullable: true })
  cwLastUpdated: string | null;

  @Moment({ nullable: true })
  cwDateEntered: string | null;

  @Text({ nullable: true })
  cwEnteredBy: string | null;

  @Text({ nullable: true })
  cwUpdatedBy: string | null;
}

assertSame<OpportunityActivityDto, Contract.OpportunityActivity>();

export const toActivityDto = (activity: CwActivity): OpportunityActivityDto => ({
  ...{ cwActivityId: activity.id, name: activity.name, notes: activity.notes, type: activity.type },
  ...{ status: activity.status, company: activity.company, contact: activity.contact },
  ...{ phoneNumber: activity.phoneNumber, email: activity.email, opportunity: activity.opportunity },
  ...{ ticket: activity.ticket, agreement: activity.agreement, campaign: activity.campaign },
  ...{ assignTo: activity.assignTo, scheduleStatus: activity.scheduleStatus, reminder: activity.reminder },
  ...{ where: activity.where, dateStart: isoOf(activity.dateStart), dateEnd: isoOf(activity.dateEnd) },
  ...{ notifyFlag: activity.notifyFlag, currency: activity.currency, mobileGuid: activity.mobileGuid },
  customFields: objectsOf(activity.customFields),
  cwLastUpdated: isoOf(activity._info?.lastUpdated ?? null),
  cwDateEntered: isoOf(activity._info?.dateEntered ?? null),
  cwEnteredBy: activity._info?.enteredBy ?? null,
  cwUpdatedBy: activity._info?.updatedBy ?? null,
});
