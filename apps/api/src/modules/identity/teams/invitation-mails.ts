import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@app/kernel';
import { AppConfig } from '../../../config';
import { Mailer } from '../mail';
import type { InvitationRow } from './invitations.repository';

/** Tells the invited by e-mail. */
@Injectable()
export class InvitationMails {
  private readonly logger = new Logger(InvitationMails.name);

  constructor(
    private readonly mailer: Mailer,
    private readonly config: AppConfig,
  ) {}

  get configured(): boolean {
    return this.mailer.configured;
  }

  /** False when there is no address, no mail server, or none that took the mail. @param answerTo what accepts it */
  async send({ address, team, invitor, expiresAt }: InvitationRow, answerTo: string): Promise<boolean> {
    if (!address || !this.mailer.configured) return false;
    const subject = `Invitation to the team ${team.name}`;
    const text = [
      `${invitor.name} invites you to the team "${team.name}".`,
      `Sign in at ${this.config.publicUrl} and accept the invitation with this code until ${expiresAt.toUTCString()}:`,
      answerTo,
      'If you do not know the sender, ignore this message.',
    ].join('\n\n');
    try {
      await this.mailer.send({ to: address, subject, text });
      return true;
    } catch (error) {
      const reason = error instanceof DomainError ? String(error.details.reason) : 'EUNKNOWN';
      this.logger.warn(`An invitation could not be sent by e-mail: ${reason}`);
      return false;
    }
  }
}
