import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { hashToken } from '@app/crypto';
import { Transactions } from '@app/database';
import { Clock, type SignedInActor } from '@app/kernel';
import { InvitationsRepository, type InvitationRow } from './invitations.repository';
import { MembersRepository } from './members.repository';
import type { TeamInvitation } from './team-invitation.entity';
import { InvitationError } from './teams.errors';

type Addressed = Pick<TeamInvitation, 'id' | 'teamId' | 'role'>;

/**
 * Invitations as the invited answers them: by id for a user, by the code of the e-mail for everybody who got one. The
 * address of an account proves nothing here, since its owner may change it to any other.
 */
@Injectable()
export class ReceivedInvitationsService {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly members: MembersRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Open ones to the actor's account, oldest first. */
  list({ principal }: SignedInActor): Promise<InvitationRow[]> {
    return this.invitations.ofUser(principal.userId, this.clock.now(), principal.teamIds ?? null);
  }

  /** Makes the actor a member; who is one already keeps the role. @throws 404 `invitation.notFound` */
  accept(actor: SignedInActor, idOrCode: string): Promise<void> {
    return this.answer(actor, idOrCode, 'accept', ({ teamId, role }) =>
      this.members.insert(teamId, actor.principal.userId, role),
    );
  }

  /** @throws 404 `invitation.notFound` */
  reject(actor: SignedInActor, idOrCode: string): Promise<void> {
    return this.answer(actor, idOrCode, 'reject', () => Promise.resolve());
  }

  private answer(
    actor: SignedInActor,
    idOrCode: string,
    verb: 'accept' | 'reject',
    effect: (invitation: Addressed) => Promise<void>,
  ): Promise<void> {
    const { userId, login, teamIds } = actor.principal;
    return this.transactions.run(async () => {
      const now = this.clock.now();
      const invitation = await this.invitations.lockAddressed(idOrCode, userId, hashToken(idOrCode), now);
      const isReached = invitation && (!teamIds || teamIds.includes(invitation.teamId));
      if (!isReached) throw InvitationError.notFound();
      await effect(invitation);
      await this.invitations.delete(invitation.teamId, invitation.id);
      await this.audit.record(actor, {
        action: `team.invitation.${verb}`,
        message: `${login} ${verb}ed an invitation to a team`,
        target: { type: 'team', id: invitation.teamId },
        after: { userId, role: invitation.role },
      });
    });
  }
}
