import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions, violates } from '@app/database';
import { CommonError, invalidField, type SignedInActor } from '@app/kernel';
import { TokensService } from '../tokens';
import { MembersRepository } from './members.repository';
import { TeamAccess } from './team-access';
import { TeamRole } from './team-role';
import { freeSlug, isUsableSlug, teamSlugOf } from './team-slug';
import { DEFAULT_TEAM_TYPE, isTeamType } from './team-types';
import { SlugCheckError, TeamError } from './teams.errors';
import { TeamsRepository, type OwnTeamRow, type TeamRow } from './teams.repository';

const MAX_LIMIT = 1000;

export interface TeamListQuery {
  readonly limit?: number;
  readonly cursor?: string;
  readonly query?: string;
}

export interface TeamList {
  readonly items: TeamRow[];
  /** All that match, on all pages together. */
  readonly total: number;
  readonly nextCursor: string | null;
}

export interface TeamInput {
  readonly name?: string;
  readonly slug?: string;
}

type NewTeam = TeamInput & { readonly name: string; readonly type?: string };

/** `%`, `_` and `\` mean themselves in what somebody searches for. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const facts = ({ name, slug }: Pick<TeamRow, 'name' | 'slug'>) => ({ name, slug });

/** Teams. Whoever makes one owns it; only owners change or delete it. */
@Injectable()
export class TeamsService {
  constructor(
    private readonly teams: TeamsRepository,
    private readonly members: MembersRepository,
    private readonly access: TeamAccess,
    private readonly tokens: TokensService,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** The teams the actor belongs to, by name. */
  listOwn({ principal }: SignedInActor): Promise<OwnTeamRow[]> {
    return this.teams.ofUser(principal.userId, principal.teamIds ?? null);
  }

  /** Every team of the installation, in the order of their ids. */
  async list({ principal }: SignedInActor, { limit = MAX_LIMIT, cursor, query }: TeamListQuery): Promise<TeamList> {
    const filter = {
      cursor: cursor ?? null,
      pattern: query ? containing(query) : null,
      teamIds: principal.teamIds ?? null,
    };
    const [rows, total] = await Promise.all([this.teams.list(filter, limit + 1), this.teams.count(filter)]);
    const items = rows.slice(0, limit);
    return { items, total, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws 404 for an unknown team and for one the actor does not belong to */
  get(actor: SignedInActor, id: string): Promise<TeamRow> {
    return this.access.require(actor, id, TeamRole.dashboard);
  }

  /** @throws 404 as {@link get} */
  getBySlug(actor: SignedInActor, slug: string): Promise<TeamRow> {
    return this.access.requireBySlug(actor, slug, TeamRole.dashboard);
  }

  /** @throws 400 `team.invalidSlug`, `team.invalidTeamType` or for the name, 403 for a token restricted to teams */
  async create(actor: SignedInActor, { name, slug, type }: NewTeam): Promise<TeamRow> {
    if (actor.principal.teamIds) throw CommonError.forbidden();
    assertName(name);
    if (type && !isTeamType(type)) throw TeamError.invalidTeamType();
    return this.naming(async () => {
      await this.teams.serializeNaming();
      const chosen = slug ? await this.usable(slug) : await this.slugFor(name);
      const { id } = await this.teams.insert({ name, slug: chosen, type: type || DEFAULT_TEAM_TYPE.id });
      await this.members.insert(id, actor.principal.userId, TeamRole.owner);
      const team = await this.get(actor, id);
      await this.record(actor, 'create', 'created', team, undefined, facts(team));
      return team;
    });
  }

  /** @throws 409 `teamSlug.invalidSlug` for a slug that is reserved or in use */
  async checkSlug(slug: string): Promise<void> {
    if (!(await this.isFree(slug.toLowerCase()))) throw SlugCheckError.invalidSlug();
  }

  /** An empty text leaves its field as it is. @throws 400 as {@link create}; 403 for others than owners, 404 */
  async update(actor: SignedInActor, id: string, { name, slug }: TeamInput): Promise<TeamRow> {
    if (name) assertName(name);
    return this.naming(async () => {
      const team = await this.access.lock(actor, id, TeamRole.owner);
      const isOwnSlug = !slug || slug.toLowerCase() === team.slug;
      const after = { name: name || team.name, slug: isOwnSlug ? team.slug : await this.usable(slug) };
      await this.teams.update(id, after);
      await this.record(actor, 'modify', 'changed', { id, ...after }, facts(team), after);
      return this.get(actor, id);
    });
  }

  /** Ends its memberships and invitations, and tokens that reach no other team. @throws 403, 404 as {@link update} */
  remove(actor: SignedInActor, id: string): Promise<void> {
    return this.transactions.run(async () => {
      const team = await this.access.lock(actor, id, TeamRole.owner);
      await this.tokens.leaveTeam(actor, id, null);
      await this.teams.delete(id);
      await this.record(actor, 'delete', 'deleted', team, facts(team));
    });
  }

  /** A transaction in which a taken slug is told apart. */
  private async naming<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.transactions.run(work);
    } catch (error) {
      if (violates(error, 'teams_slug_key')) throw TeamError.invalidSlug();
      throw error;
    }
  }

  private async usable(slug: string): Promise<string> {
    const lower = slug.toLowerCase();
    if (!(await this.isFree(lower))) throw TeamError.invalidSlug();
    return lower;
  }

  private async isFree(slug: string): Promise<boolean> {
    return isUsableSlug(slug) && !(await this.teams.slugsLike(slug)).has(slug);
  }

  private async slugFor(name: string): Promise<string> {
    const taken = await this.teams.slugsLike(teamSlugOf(name));
    return freeSlug(name, (slug) => taken.has(slug));
  }

  private record(
    actor: SignedInActor,
    verb: string,
    what: string,
    { id, name }: Pick<TeamRow, 'id' | 'name'>,
    before?: object,
    after?: object,
  ): Promise<void> {
    const target = { type: 'team', id, name };
    return this.audit.record(actor, {
      action: `team.${verb}`,
      message: `Team ${name} was ${what}`,
      target,
      before,
      after,
    });
  }
}

/** A name that reads as an address would be made a link by whatever shows it. @throws 400 */
function assertName(name: string): void {
  if (name.includes('://')) throw invalidField(['body', 'name'], 'must not contain ://');
}
