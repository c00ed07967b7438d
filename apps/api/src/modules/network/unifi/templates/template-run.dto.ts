import type * as Contract from '@contract/optima';
import { assertSame, Choice, Flag, FreeForm, Integer, ListOf, Text } from '@app/contract';
import type { Difference } from './comparison';
import { isSecret } from './template-fields';
import type { ShownOutcome, SiteDrift } from './template-runs.service';

const value = {
  oneOf: [
    { type: 'string', nullable: true },
    { type: 'boolean' },
    { type: 'number' },
    {
      type: 'array',
      items: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'object', additionalProperties: true }] },
    },
  ],
};

const siteIds = { min: 1, max: 2_000, each: { min: 1, max: 64 }, description: 'Ids of sites here.' };
const allLinked = 'All sites of companies, in place of `siteIds`; up to 10,000.';
const whySite = 'Why it failed, or that the site has no such WLAN.';
const NO_WLAN = 'The site has no WLAN with the SSID of the template.';
const wlanId = 'The id of the WLAN in the controller, for those who may see it.';

export class UnifiDriftQueryDto {
  @ListOf('text', {
    min: 1,
    max: 25,
    each: { min: 1, max: 64 },
    description: 'Ids of sites here, the parameter once for each.',
  })
  siteIds: string[];
}

export class UnifiOutcomesQueryDto {
  @Text({ optional: true, min: 1, max: 9, pattern: /^[0-9]+$/, description: '`meta.nextCursor` of the page before.' })
  cursor?: string;

  @Integer({ optional: true, min: 1, max: 500, description: 'Sites per page; 100 when left out.' })
  limit?: number;
}

export class UnifiWlanTemplateTargetDto implements Contract.UnifiWlanTemplateTarget {
  @ListOf('text', { ...siteIds, optional: true })
  siteIds?: string[];

  @Flag({ optional: true, description: allLinked })
  allLinked?: boolean;
}

export class UnifiWlanTemplateApplyDto extends UnifiWlanTemplateTargetDto implements Contract.UnifiWlanTemplateApply {
  @Flag({ optional: true, description: 'Finds out what would be changed, and writes nothing.' })
  dryRun?: boolean;
}

type Value = Contract.UnifiWlanDifference['expected'];

export class UnifiWlanDifferenceDto implements Contract.UnifiWlanDifference {
  @Text()
  field: string;

  @FreeForm(value, { optional: true, description: 'What the template has; left out for secrets.' })
  expected?: Value;

  @FreeForm(value, { optional: true, description: 'What the WLAN has; left out for secrets.' })
  actual?: Value;
}

export class UnifiWlanComparisonDto implements Contract.UnifiWlanComparison {
  @Text({ optional: true, description: wlanId })
  id?: string;

  @Choice(['equal', 'differs'])
  state: 'equal' | 'differs';

  @ListOf(() => UnifiWlanDifferenceDto)
  differences: UnifiWlanDifferenceDto[];

  @ListOf('text', {
    description: 'Fields of the template that this controller does not have; they do not count as differences.',
  })
  absent: string[];
}

export class UnifiWlanDriftDto implements Contract.UnifiWlanDrift {
  @Text()
  siteId: string;

  @Choice(['equal', 'differs', 'missing', 'failed'], {
    description: '`missing` when no WLAN has the SSID; `differs` when one of those that have it does.',
  })
  state: Contract.UnifiWlanDrift['state'];

  @Text({ nullable: true, description: whySite })
  reason: string | null;

  @ListOf(() => UnifiWlanComparisonDto)
  wlans: UnifiWlanComparisonDto[];
}

export class UnifiWlanOutcomeDto implements Contract.UnifiWlanOutcome {
  @Text({ optional: true, description: wlanId })
  id?: string;

  @ListOf('text', { description: 'What differed, was changed, or would be.' })
  fields: string[];

  @ListOf('text', {
    description: 'What differs still, since this product does not write it or the controller does not take it.',
  })
  left: string[];

  @Text({ nullable: true, description: 'Why it failed.' })
  reason: string | null;
}

export class UnifiWlanTemplateOutcomeDto implements Contract.UnifiWlanTemplateOutcome {
  @Text()
  siteId: string;

  @Choice(['waiting', 'missing', 'failed', 'equal', 'differs', 'unchanged', 'changed'], {
    description:
      '`equal` and `differs` of a comparison, `unchanged` and `changed` of an application; of a dry run what it would be.',
  })
  state: Contract.UnifiWlanTemplateOutcome['state'];

  @Text({ nullable: true, description: whySite })
  reason: string | null;

  @Flag({ description: 'The template sets fields that the caller may not see; what became of these is not told.' })
  concealed: boolean;

  @ListOf(() => UnifiWlanOutcomeDto)
  wlans: UnifiWlanOutcomeDto[];
}

assertSame<UnifiWlanTemplateTargetDto, Contract.UnifiWlanTemplateTarget>();
assertSame<UnifiWlanTemplateApplyDto, Contract.UnifiWlanTemplateApply>();
assertSame<UnifiWlanDifferenceDto, Contract.UnifiWlanDifference>();
assertSame<UnifiWlanComparisonDto, Contract.UnifiWlanComparison>();
assertSame<UnifiWlanDriftDto, Contract.UnifiWlanDrift>();
assertSame<UnifiWlanOutcomeDto, Contract.UnifiWlanOutcome>();
assertSame<UnifiWlanTemplateOutcomeDto, Contract.UnifiWlanTemplateOutcome>();

const toDifferenceDto = ({ field, expected, actual }: Difference): UnifiWlanDifferenceDto =>
  isSecret(field) ? { field } : { field, expected: expected as Value, actual: actual as Value };

const toDriftDto = ({ siteId, failure, wlans }: SiteDrift): UnifiWlanDriftDto => {
  const compared = wlans.map(({ id, differences, absent }) => ({
    ...(id !== undefined && { id }),
    state: differences.length > 0 ? ('differs' as const) : ('equal' as const),
    differences: differences.map(toDifferenceDto),
    absent: [...absent],
  }));
  const isOther = compared.some(({ state }) => state === 'differs');
  const state = failure !== null ? 'failed' : compared.length === 0 ? 'missing' : isOther ? 'differs' : 'equal';
  return { siteId, state, reason: state === 'missing' ? NO_WLAN : failure, wlans: compared };
};

export const toDriftDtos = (reports: readonly SiteDrift[]): UnifiWlanDriftDto[] => reports.map(toDriftDto);

const toOutcomeDto = ({ siteId, state, failure, concealed, wlans }: ShownOutcome): UnifiWlanTemplateOutcomeDto => ({
  ...{ siteId, state, concealed },
  reason: state === 'missing' ? NO_WLAN : (failure ?? wlans.find(({ reason }) => reason !== null)?.reason ?? null),
  wlans: wlans.map(({ id, fields, left, reason }) => ({
    ...(id !== undefined && { id }),
    ...{ fields: [...fields], left: [...left], reason },
  })),
});

export const toOutcomePage = ({ items, nextCursor }: { items: ShownOutcome[]; nextCursor: string | null }) => ({
  items: items.map(toOutcomeDto),
  nextCursor,
});
