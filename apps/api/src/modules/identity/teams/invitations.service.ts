import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { hashToken, randomToken } from '@app/crypto';
import { Transactions } from '@app/database';
import { Clock, invalidField, type SignedInActor } from '@app/kernel';
import { isEmail } from 'class-validator';
import { InvitationMails } from './invitation-mails';
import { InvitationsRepository, type InvitationRow, type Recipient } from './invitations.repository';
import { TeamAccess, type OwnTeam } from './team-access';
import { DEFAULT_ROLE, TeamRole } from './team-role';
import { InvitationError } from './teams.errors';

const LIFETIME_MS = 7 * 24 * 3600 * 1000;
const MAX_AT_ONCE = 5;
const RETRY_AFTER_SECONDS = 1;

/** Why somebody was not invited, by the name or address that was asked for; empty when everybody was. */
export type Refusals = Readonly<Record<string, string>>;

interface Issued {
  readonly name: string;
  readonly id: string;
  /** The secret that an invitation to an address carries. */
  readonly code?: string;
}

/** Invitations by the owners of a team. Only users, and addresses that an e-mail reaches, can be invited. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly access: TeamAccess,
    private readonly mails: InvitationMails,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Open ones, oldest first. @throws 403 for others than owners, 404 */
  async list(actor: SignedInActor, teamId: string): Promise<InvitationRow[]> {
    await this.access.require(actor, teamId, TeamRole.owner);
    return this.invitations.ofTeam(teamId, this.clock.now());
  }

  /**
   * Invites users by login name, and whoever reads an e-mail address by a code sent there, with an account or without.
   * @param users separated by commas, five at most
   * @throws 400 when nobody is named, 429 `invitation.tooManyInvites`, 403, 404
   */
  async create(actor: SignedInActor, teamId: string, users: string, role: TeamRole = DEFAULT_ROLE): Promise<Refusals> {
    const names = namesIn(users);
    const refusals = new Map<string, string>();
    const issued = await this.transactions.run(async () => {
      const team = await this.access.lock(actor, teamId, TeamRole.owner);
      await this.invitations.dropExpired(teamId, this.clock.now());
      const recipients = await this.invitations.recipients(teamId, names);
      refusals.clear();
      const done: Issued[] = [];
      for (const name of names) {
        const recipient = recipients.find(({ login }) => login === name);
        const outcome = this.refusalOf(name, recipient) ?? (await this.issue(actor, team, { name, recipient, role }));
        if (typeof outcome === 'string') refusals.set(name, outcome);
        else done.push(outcome);
      }
      return done;
    });
    const unsent = await Promise.all(issued.map((invitation) => this.deliver(actor, teamId, invitation)));
    for (const name of unsent) if (name !== null) refusals.set(name, 'The e-mail could not be sent');
    return Object.fromEntries(refusals);
  }

  /** Runs another seven days; an e-mail has a new code. @throws 403, 404 */
  async resend(actor: SignedInActor, teamId: string, id: string): Promise<InvitationRow> {
    const code = randomToken();
    await this.transactions.run(async () => {
      const team = await this.access.lock(actor, teamId, TeamRole.owner);
      const { invitee } = await this.get(id);
      const expiresAt = this.expiry();
      const isKnown = await this.invitations.update(teamId, id, {
        expiresAt,
        ...(!invitee && { codeHash: hashToken(code) }),
      });
      if (!isKnown) throw InvitationError.notFound();
      await this.record(actor, 'resend', `An invitation to team ${team.name} was renewed`, team, {
        after: { expiresAt },
      });
    });
    const invitation = await this.get(id);
    if (await this.mails.send(invitation, invitation.invitee ? id : code)) await this.markSent(teamId, id);
    return this.get(id);
  }

  /** @throws 403, 404 */
  withdraw(actor: SignedInActor, teamId: string, id: string): Promise<void> {
    return this.transactions.run(async () => {
      const team = await this.access.lock(actor, teamId, TeamRole.owner);
      if (!(await this.invitations.delete(teamId, id))) throw InvitationError.notFound();
      await this.record(actor, 'withdraw', `An invitation to team ${team.name} was withdrawn`, team);
    });
  }

  private expiry(): Date {
    return new Date(this.clock.now().getTime() + LIFETIME_MS);
  }

  private async get(id: string): Promise<InvitationRow> {
    const invitation = await this.invitations.find(id);
    if (!invitation) throw InvitationError.notFound();
    return invitation;
  }

  private refusalOf(name: string, recipient: Recipient | undefined): string | undefined {
    if (recipient) return recipient.isMember ? 'Already a member of the team' : undefined;
    if (!name.includes('@')) return 'There is no such user';
    if (!isEmail(name)) return 'Not an e-mail address';
    return this.mails.configured ? undefined : 'This installation cannot send e-mail';
  }

  private async issue(
    actor: SignedInActor,
    team: OwnTeam,
    { name, recipient, role }: { name: string; recipient: Recipient | undefined; role: TeamRole },
  ): Promise<Issued | string> {
    const code = recipient ? undefined : randomToken();
    const id = await this.invitations.insert({
      teamId: team.id,
      invitorId: actor.principal.userId,
      inviteeId: recipient?.id ?? null,
      email: recipient ? null : name,
      codeHash: code === undefined ? null : hashToken(code),
      role,
      expiresAt: this.expiry(),
    });
    if (id === undefined) return 'Already invited to the team';
    await this.record(actor, 'create', `${name} was invited to team ${team.name}`, team, {
      after: { invitee: name, role },
    });
    return { name, id, code };
  }

  /**
   * After the commit, so that no connection to the database waits for a mail server. An invitation that nobody can have
   * received is taken back. @returns the name it did not reach, else null
   */
  private async deliver(actor: SignedInActor, teamId: string, { name, id, code }: Issued): Promise<string | null> {
    const invitation = await this.invitations.find(id);
    if (!invitation) return null;
    if (await this.mails.send(invitation, code ?? id)) {
      await this.markSent(teamId, id);
      return null;
    }
    if (code === undefined) return null;
    await this.transactions.run(async () => {
      await this.invitations.delete(teamId, id);
      const message = `The invitation of ${name} to team ${invitation.team.name} could not be sent and was withdrawn`;
      await this.record(actor, 'withdraw', message, invitation.team);
    });
    return name;
  }

  private async markSent(teamId: string, id: string): Promise<void> {
    await this.invitations.update(teamId, id, { sentAt: this.clock.now() });
  }

  private record(
    actor: SignedInActor,
    verb: string,
    message: string,
    { id, name }: Pick<OwnTeam, 'id' | 'name'>,
    states: { after?: object } = {},
  ): Promise<void> {
    return this.audit.record(actor, {
      action: `team.invitation.${verb}`,
      message,
      target: { type: 'team', id, name },
      ...states,
    });
  }
}

function namesIn(users: string): string[] {
  const names = users.split(',').map((name) => name.trim().toLowerCase());
  const unique = [...new Set(names.filter(Boolean))];
  if (unique.length === 0) throw invalidField(['body', 'user'], 'must name a user or an e-mail address');
  if (unique.length > MAX_AT_ONCE) throw InvitationError.tooManyInvites({ retryAfter: RETRY_AFTER_SECONDS });
  return unique;
}
