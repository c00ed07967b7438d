import { Injectable } from '@nestjs/common';
import { CommonError, type SignedInActor } from '@app/kernel';
import { ADMINISTRATOR_ROLE, type TeamRole } from './team-role';
import { TeamError } from './teams.errors';
import { TeamsRepository, type TeamRow, type TeamWithRole } from './teams.repository';

/** A team that the actor may see, with the actor's role in it. */
export type OwnTeam = TeamRow & { readonly role: TeamRole | typeof ADMINISTRATOR_ROLE };

/**
 * Who may do what in a team, beside the nodes that the route asks for: a team one is no member of does not exist, and
 * too low a role is refused. Holders of `*` pass as administrators of every team.
 */
@Injectable()
export class TeamAccess {
  constructor(private readonly teams: TeamsRepository) {}

  /** @throws 404 `team.notFound`, 403 for a lower role than `minimum` or a token that does not reach the team */
  async require(actor: SignedInActor, teamId: string, minimum: TeamRole): Promise<OwnTeam> {
    return admit(actor, await this.teams.find(teamId, actor.principal.userId), minimum);
  }

  async requireBySlug(actor: SignedInActor, slug: string, minimum: TeamRole): Promise<OwnTeam> {
    return admit(actor, await this.teams.findBySlug(slug.toLowerCase(), actor.principal.userId), minimum);
  }

  /** As {@link require}; the team and its members stay as they are until the transaction ends. */
  async lock(actor: SignedInActor, teamId: string, minimum: TeamRole): Promise<OwnTeam> {
    await this.teams.lock(teamId);
    return this.require(actor, teamId, minimum);
  }
}

function admit({ principal }: SignedInActor, team: TeamWithRole | undefined, minimum: TeamRole): OwnTeam {
  const { permissions, teamIds } = principal;
  const role = team?.role ?? (permissions.all ? ADMINISTRATOR_ROLE : null);
  if (!team || role === null) throw TeamError.notFound();
  const isEnough = permissions.all || role >= minimum;
  const isReached = !teamIds || teamIds.includes(team.id);
  if (!isEnough || !isReached) throw CommonError.forbidden();
  return { ...team, role };
}
