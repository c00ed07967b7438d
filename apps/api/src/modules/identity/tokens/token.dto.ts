import type * as Contract from '@contract/flowfuse';
import { assertSame, Flag, Integer, ListOf, Moment, Text } from '@app/contract';
import type { CreatedToken, TokenRecord } from './tokens.service';

/** The last moment a Date can hold. */
const MAX_EPOCH_MS = 8_640_000_000_000_000;

const scope = { optional: true, max: 1000, description: 'Comma list; kept but without effect.' };
const expiresAt = {
  optional: true,
  nullable: true,
  min: 0,
  max: MAX_EPOCH_MS,
  description: 'Epoch milliseconds in the future; absent or null for a token without expiry.',
};

export class FlowfuseTokenUpdateDto implements Contract.FlowfuseTokenUpdate {
  @Text(scope)
  scope?: string;

  @Integer(expiresAt)
  expiresAt?: number | null;

  @Flag({ optional: true, description: 'Whether the token only reads: every method but GET is refused.' })
  readOnly?: boolean;

  @Flag({
    optional: true,
    description: 'Whether the token may administer, which only an administrator can allow; else it acts as any user.',
  })
  adminOptIn?: boolean;

  @ListOf('text', {
    optional: true,
    max: 100,
    each: { min: 1, max: 64 },
    description: 'Ids of the only teams that the token reaches; an empty list stands for all.',
  })
  teamIds?: string[];
}

export class FlowfuseTokenCreateDto extends FlowfuseTokenUpdateDto implements Contract.FlowfuseTokenCreate {
  @Text({ min: 1, max: 100 })
  name: string;
}

export class FlowfuseTokenTeamDto implements Contract.FlowfuseTokenTeam {
  @Text()
  id: string;

  @Text()
  name: string;
}

export class FlowfuseTokenDto implements Contract.FlowfuseToken {
  @Text()
  id: string;

  @Text()
  name: string;

  @Moment({ nullable: true, description: 'Null for a token without expiry.' })
  expiresAt: string | null;

  @Flag()
  readOnly: boolean;

  @Flag({ description: 'Without it the token of an administrator acts as that of any user.' })
  adminOptIn: boolean;

  @ListOf(() => FlowfuseTokenTeamDto, { description: "The only teams it reaches; empty for all of its owner's." })
  teams: FlowfuseTokenTeamDto[];

  @Moment()
  createdAt: string;

  @Moment({ nullable: true, description: 'Written at most once a minute.' })
  lastUsedAt: string | null;
}

export class FlowfuseTokenCreatedDto extends FlowfuseTokenDto implements Contract.FlowfuseTokenCreated {
  @Text({ pattern: /^ffpat_[A-Za-z0-9_-]{43}$/, description: 'The value; shown only here.' })
  token: string;
}

export class FlowfuseTokenListDto implements Contract.FlowfuseTokenList {
  @ListOf(() => FlowfuseTokenDto)
  tokens: FlowfuseTokenDto[];

  @Integer({ min: 0 })
  count: number;
}

assertSame<FlowfuseTokenUpdateDto, Contract.FlowfuseTokenUpdate>();
assertSame<FlowfuseTokenCreateDto, Contract.FlowfuseTokenCreate>();
assertSame<FlowfuseTokenTeamDto, Contract.FlowfuseTokenTeam>();
assertSame<FlowfuseTokenDto, Contract.FlowfuseToken>();
assertSame<FlowfuseTokenCreatedDto, Contract.FlowfuseTokenCreated>();
assertSame<FlowfuseTokenListDto, Contract.FlowfuseTokenList>();

export const toFlowfuseTokenDto = ({
  id,
  name,
  expiresAt,
  readOnly,
  adminOptIn,
  teams,
  createdAt,
  lastUsedAt,
}: TokenRecord): Contract.FlowfuseToken => ({
  id,
  name,
  expiresAt: expiresAt?.toISOString() ?? null,
  readOnly,
  adminOptIn,
  teams: teams.map(({ id: teamId, name: teamName }) => ({ id: teamId, name: teamName })),
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

export const toFlowfuseTokenCreatedDto = ({ token, ...record }: CreatedToken): FlowfuseTokenCreatedDto => ({
  ...toFlowfuseTokenDto(record),
  token,
});

export const toFlowfuseTokenListDto = (records: readonly TokenRecord[]): FlowfuseTokenListDto => ({
  tokens: records.map(toFlowfuseTokenDto),
  count: records.length,
});
