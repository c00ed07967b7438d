import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { hashToken, randomToken, SecretBox, type SecretContext } from '@app/crypto';
import { Transactions } from '@app/database';
import { Clock, newId, type Actor, type SignedInActor } from '@app/kernel';
import { CredentialError, credentialGate } from '../credential-store';
import { EffectivePermissions } from '../../identity/grants';
import { ReadingRules } from '../credential-types';
import { RevealsService } from '../reveals';
import { CredentialShareError } from './credential-shares.errors';
import { SHARING } from './credential-shares.permissions';
import { CredentialSharesRepository, type OpenShare, type TakenShare } from './credential-shares.repository';
import { encryptContent, partsOf, shareKeys, type EncryptedContent } from './share-secret';
import { sharedContent, type SharedContent } from './shared-content';

const DAY_S = 86_400;

export interface ShareInput {
  /** Ids of the fields to share. */
  readonly fields: readonly string[];
  readonly expiresIn?: number;
  readonly note?: string;
}

export interface NewShare {
  readonly id: string;
  /** Stands in the link only: it is not kept. */
  readonly secret: string;
  readonly expiresAt: Date;
}

/** How a share ends before its time. */
const ENDS = {
  open: 'opened',
  revoke: 'revoked before anybody opened it',
  refuse: 'refused, since they may not share them any more',
};

/** The keys of a credential that somebody may see. */
const visibleTo = ({ principal }: SignedInActor): readonly string[] =>
  principal.permissions.allowedFields(credentialGate.scope, credentialGate.fields);

const contextOf = (id: string): SecretContext => ({ table: 'credential_shares', record: id, field: 'content' });

/** Copies of values that wait behind a link, which opens once. */
@Injectable()
export class CredentialSharesService {
  constructor(
    private readonly shares: CredentialSharesRepository,
    private readonly reveals: RevealsService,
    private readonly rules: ReadingRules,
    private readonly grants: EffectivePermissions,
    private readonly box: SecretBox,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws 400, 403, 404 and 429 as a reveal does; 400 also for a field that has no value */
  async create(actor: SignedInActor, credentialId: string, input: ShareInput, reason?: string): Promise<NewShare> {
    const { fields, expiresIn = DAY_S } = input;
    const note = input.note?.trim() || null;
    const { name, content } = await this.reveals.read(actor, { credentialId, fieldIds: fields, reason }, (reveal) => ({
      name: reveal.credential.name,
      content: { ...sharedContent(reveal, fields, visibleTo(actor)), ...(note && { note }) },
    }));
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + expiresIn * 1000);
    return this.transactions.run(async () => {
      const place = { credentialId, fieldIds: [...fields], note, createdAt, expiresAt };
      const share = await this.keep(actor, content, place);
      await this.audit.record(actor, {
        action: 'credential.share.create',
        target: { type: 'credential', id: credentialId, name },
        message: `Values of credential ${name} were shared by a link`,
        after: { shareId: share.id, fields, note, expiresAt },
      });
      return { ...share, expiresAt };
    });
  }

  /** The newest first. @throws 404 */
  async list(credentialId: string): Promise<OpenShare[]> {
    const shares = await this.shares.list(credentialId, this.clock.now());
    if (!shares) throw CredentialError.notFound({ identifier: credentialId });
    return shares;
  }

  /** @throws 404 */
  revoke(actor: Actor, credentialId: string, id: string): Promise<void> {
    return this.transactions.run(async () => {
      const share = await this.shares.takeOfCredential(id, credentialId, this.clock.now());
      if (!share) throw CredentialShareError.notFound();
      await this.record(actor, share, 'revoke');
    });
  }

  /**
   * Takes the share away, for good once the row of the audit log is committed, also when its author may not share any
   * more. @throws 404 whatever the reason
   */
  async open(actor: Actor, id: string, token: string): Promise<EncryptedContent> {
    const content = await this.transactions.run(async () => {
      const share = await this.shares.takeByToken(id, hashToken(token), this.clock.now());
      if (!share) return undefined;
      if (!(await this.mayStillShare(share))) {
        await this.record(actor, share, 'refuse');
        return undefined;
      }
      await this.record(actor, share, 'open');
      return partsOf(this.box.open(share.sealedContent, contextOf(id)));
    });
    if (!content) throw CredentialShareError.notFound();
    return content;
  }

  private async mayStillShare({ authorId, permissionScope }: TakenShare): Promise<boolean> {
    const permissions = await this.grants.ofAbsent(authorId);
    const needed = [...SHARING.map(({ id }) => id), ...this.rules.nodesOfScope(permissionScope)];
    return needed.every((node) => permissions.has(node));
  }

  private async keep(
    { principal }: SignedInActor,
    content: SharedContent,
    place: { credentialId: string; fieldIds: string[]; note: string | null; createdAt: Date; expiresAt: Date },
  ): Promise<{ id: string; secret: string }> {
    const [id, secret] = [newId(), randomToken()];
    const { token, key } = shareKeys(secret, id);
    await this.shares.insert({
      ...{ id, ...place },
      sealedContent: this.box.seal(encryptContent(content, key, id), contextOf(id)),
      tokenHash: hashToken(token),
      ...{ authorId: principal.userId, authorLogin: principal.login },
    });
    return { id, secret };
  }

  /** Whoever opens a link is nobody we know: the row says whose link it was, and from which address. */
  private record(actor: Actor, share: TakenShare, end: keyof typeof ENDS): Promise<void> {
    const { id: shareId, credentialId, credentialName, fieldIds: fields, authorId, authorLogin } = share;
    return this.audit.record(actor, {
      action: `credential.share.${end}`,
      level: end === 'refuse' ? 'warning' : 'info',
      target: { type: 'credential', id: credentialId, name: credentialName },
      message: `The link of ${authorLogin} to values of credential ${credentialName} was ${ENDS[end]}`,
      before: { shareId, fields, sharedById: authorId, sharedBy: authorLogin },
    });
  }
}
