import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { AppConfig } from '../../../config';
import { MailError } from './mail.errors';
import { smtpSettings } from './smtp-settings';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** Sends e-mail through the server that SMTP_URL names. What the server said is never passed on: it may quote secrets. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly sender: string;
  private readonly transport?: ReturnType<typeof createTransport>;

  constructor({ smtpUrl }: AppConfig) {
    const settings = smtpUrl === null ? null : smtpSettings(smtpUrl);
    this.sender = settings?.sender ?? '';
    if (settings) this.transport = createTransport(settings.transport);
  }

  /** Whether the installation can send e-mail at all. */
  get configured(): boolean {
    return this.transport !== undefined;
  }

  /** @throws 502 `mail.notSent`, its `reason` being Nodemailer's code; also without SMTP_URL */
  async send({ to, subject, text }: Mail): Promise<void> {
    if (!this.transport) throw MailError.notSent({ reason: 'ENOTCONFIGURED' });
    try {
      const from = { name: 'Switchyard', address: this.sender };
      await this.transport.sendMail({ from, to: { name: '', address: to }, subject, text });
    } catch (error) {
      throw MailError.notSent({ reason: codeOf(error) });
    }
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN';
