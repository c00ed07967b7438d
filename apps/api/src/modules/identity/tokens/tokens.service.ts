import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { hashToken, randomToken } from '@app/crypto';
import { Transactions } from '@app/database';
import { Clock, CommonError, invalidField, type Actor, type SignedInActor } from '@app/kernel';
import { PERSONAL_TOKEN_PREFIX } from '../auth';
import { SessionEndings } from '../sessions';
import { TokenError } from './tokens.errors';
import { TokensRepository, type ReachedTeam, type RemovedToken, type TokenRow } from './tokens.repository';

/** A token as its owner sees it: without its value. */
export type TokenRecord = Omit<TokenRow, 'scope' | 'teamRestricted'>;

export type CreatedToken = TokenRecord & {
  /** The value, which nobody can read again. */
  readonly token: string;
};

export interface TokenRights {
  readonly scope?: string;
  /** Epoch milliseconds; absent or null for a token without expiry. */
  readonly expiresAt?: number | null;
  readonly readOnly?: boolean;
  /** Lets it do all that its owner, a holder of `*`, may do; without it the token acts as an ordinary user. */
  readonly adminOptIn?: boolean;
  /** The only teams it reaches; none given means all of its owner's. */
  readonly teamIds?: readonly string[];
}

export type NewToken = TokenRights & { readonly name: string };

const facts = ({ name, scope, expiresAt, readOnly, adminOptIn, teams }: TokenRow) => ({
  name,
  scope,
  expiresAt,
  readOnly,
  adminOptIn,
  teamIds: teams.map(({ id }) => id),
});

/**
 * A user's own personal access tokens. They carry the owner's effective nodes, as far as their rights reach, and mint no
 * further tokens. Sockets of a token that ends or changes are cut.
 */
@Injectable()
export class TokensService {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly endings: SessionEndings,
    private readonly clock: Clock,
  ) {}

  /** Oldest first, without expired ones. */
  list({ principal }: SignedInActor): Promise<TokenRecord[]> {
    return this.tokens.list(principal.userId, this.clock.now());
  }

  /**
   * @throws 400 for an expiry in the past or a foreign team; 403 `token.patCannotCreatePat`, or for `adminOptIn` of
   *   somebody who does not hold `*`
   */
  async create(actor: SignedInActor, { name, ...rights }: NewToken): Promise<CreatedToken> {
    this.assertMayChange(actor, rights);
    const { scope = '', readOnly = false, adminOptIn = false, teamIds = [] } = rights;
    const token = PERSONAL_TOKEN_PREFIX + randomToken();
    return this.transactions.run(async () => {
      const stored = await this.tokens.insert({
        userId: actor.principal.userId,
        name,
        scope,
        tokenHash: hashToken(token),
        expiresAt: this.expiryOf(rights),
        readOnly,
        adminOptIn,
        teamRestricted: teamIds.length > 0,
      });
      const created = { ...stored, teams: await this.restrict(actor, stored.id, teamIds) };
      await this.record(actor, 'created', created, { after: facts(created) });
      return { ...created, token };
    });
  }

  /**
   * Replaces scope and expiry; what else is left out stays as it is.
   * @throws 400, 403 as {@link create}; 404 for a token that is not the actor's own
   */
  async update(actor: SignedInActor, id: string, rights: TokenRights): Promise<TokenRecord> {
    this.assertMayChange(actor, rights);
    const { scope = '', teamIds } = rights;
    return this.transactions.run(async () => {
      const token = await this.lock(actor, id);
      const changed: TokenRow = {
        ...token,
        scope,
        expiresAt: this.expiryOf(rights),
        readOnly: rights.readOnly ?? token.readOnly,
        adminOptIn: rights.adminOptIn ?? token.adminOptIn,
        teamRestricted: teamIds ? teamIds.length > 0 : token.teamRestricted,
        teams: teamIds ? await this.restrict(actor, id, teamIds) : token.teams,
      };
      await this.tokens.update(changed);
      await this.record(actor, 'updated', changed, { before: facts(token), after: facts(changed) });
      this.cutSockets(id);
      return changed;
    });
  }

  /** The very next request with the token is refused. @throws 404 for a token that is not the actor's own */
  remove(actor: SignedInActor, id: string): Promise<void> {
    return this.transactions.run(async () => {
      const token = await this.lock(actor, id);
      await this.tokens.delete(id);
      await this.record(actor, 'deleted', token, { before: facts(token) });
      this.cutSockets(id);
    });
  }

  /**
   * Takes a team from the tokens that are restricted to it, in the caller's transaction, which records why. One that
   * reached no other team is deleted.
   * @param userId whose tokens, or null when the team ends for everybody
   */
  async leaveTeam(actor: Actor, teamId: string, userId: string | null): Promise<void> {
    for (const token of await this.tokens.leaveTeam(teamId, userId)) {
      await this.record(actor, 'deleted', token);
      this.cutSockets(token.id);
    }
  }

  private cutSockets(tokenId: string): void {
    this.transactions.afterCommit(() => this.endings.publish({ tokenId }));
  }

  private async lock({ principal }: SignedInActor, id: string): Promise<TokenRow> {
    const token = await this.tokens.lock(id, principal.userId, this.clock.now());
    if (!token) throw TokenError.notFound();
    return token;
  }

  private async restrict(
    { principal }: SignedInActor,
    id: string,
    teamIds: readonly string[],
  ): Promise<readonly ReachedTeam[]> {
    const wanted = [...new Set(teamIds)];
    const teams = await this.tokens.replaceTeams(id, principal.userId, wanted);
    if (teams.length < wanted.length) throw TokenError.invalidTeam();
    return teams;
  }

  private assertMayChange({ principal }: SignedInActor, { expiresAt, adminOptIn }: TokenRights): void {
    if (principal.kind === 'pat') throw TokenError.patCannotCreatePat();
    if (adminOptIn && !principal.permissions.all) throw CommonError.forbidden();
    if (typeof expiresAt === 'number' && expiresAt <= this.clock.now().getTime()) {
      throw invalidField(['body', 'expiresAt'], 'must be in the future');
    }
  }

  private expiryOf({ expiresAt }: TokenRights): Date | null {
    return typeof expiresAt === 'number' ? new Date(expiresAt) : null;
  }

  private record(
    actor: Actor,
    what: 'created' | 'updated' | 'deleted',
    { id, name }: Pick<RemovedToken, 'id' | 'name'>,
    states: { before?: object; after?: object } = {},
  ): Promise<void> {
    return this.audit.record(actor, {
      action: `user.pat.${what}`,
      message: `Personal access token ${name} was ${what}`,
      target: { type: 'personal-access-token', id, name },
      ...states,
    });
  }
}
