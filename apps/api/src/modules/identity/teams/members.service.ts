import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { CommonError, type SignedInActor } from '@app/kernel';
import { TokensService } from '../tokens';
import { MembersRepository, type MemberRow } from './members.repository';
import { TeamAccess, type OwnTeam } from './team-access';
import type { TeamMember } from './team-member.entity';
import { TeamRole } from './team-role';
import { TeamError } from './teams.errors';

/** Who belongs to a team, and as what. A team that has an owner keeps one. */
@Injectable()
export class MembersService {
  constructor(
    private readonly members: MembersRepository,
    private readonly access: TeamAccess,
    private readonly tokens: TokensService,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** The actor's own role; 99 for a holder of `*` who is no member. @throws 404 */
  async ownRole(actor: SignedInActor, teamId: string): Promise<OwnTeam['role']> {
    return (await this.access.require(actor, teamId, TeamRole.dashboard)).role;
  }

  /** By login name. @throws 403 below viewer, 404 */
  async list(actor: SignedInActor, teamId: string): Promise<MemberRow[]> {
    await this.access.require(actor, teamId, TeamRole.viewer);
    return this.members.list(teamId);
  }

  /** @throws 403 for others than owners and for the last owner, 404 for an unknown team or member */
  setRole(actor: SignedInActor, teamId: string, userId: string, role: TeamRole): Promise<void> {
    return this.transactions.run(async () => {
      const team = await this.access.lock(actor, teamId, TeamRole.owner);
      const member = await this.member(teamId, userId);
      if (role !== TeamRole.owner && (await this.isLastOwner(member))) throw CommonError.forbidden();
      await this.members.setRole(member, role);
      await this.audit.record(actor, {
        ...audited(team, member),
        action: 'team.member.modify',
        message: `A member's role in team ${team.name} was changed`,
        after: { userId, role },
      });
    });
  }

  /**
   * Owners remove anybody, everybody else themselves. The team goes from the tokens of whoever leaves it.
   * @throws 400 `team.invalidRequest` for the last owner; 403, 404
   */
  remove(actor: SignedInActor, teamId: string, userId: string): Promise<void> {
    const minimum = actor.principal.userId === userId ? TeamRole.dashboard : TeamRole.owner;
    return this.transactions.run(async () => {
      const team = await this.access.lock(actor, teamId, minimum);
      const member = await this.member(teamId, userId);
      if (await this.isLastOwner(member)) throw TeamError.invalidRequest();
      await this.members.delete(member);
      await this.tokens.leaveTeam(actor, teamId, userId);
      await this.audit.record(actor, {
        ...audited(team, member),
        action: 'team.member.remove',
        message: `A member left team ${team.name}`,
      });
    });
  }

  private async member(teamId: string, userId: string): Promise<TeamMember> {
    const member = await this.members.find(teamId, userId);
    if (!member) throw TeamError.notFound();
    return member;
  }

  private async isLastOwner({ teamId, userId, role }: TeamMember): Promise<boolean> {
    return role === TeamRole.owner && !(await this.members.hasOtherOwner(teamId, userId));
  }
}

const audited = ({ id, name }: OwnTeam, { userId, role }: TeamMember) => ({
  target: { type: 'team', id, name },
  before: { userId, role },
});
