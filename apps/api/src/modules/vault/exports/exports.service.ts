import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { JobQueue } from '@app/jobs';
import { DomainError, invalidField, type SignedInActor } from '@app/kernel';
import { CompaniesService } from '../../crm/companies';
import { CredentialTypesService } from '../credential-types';
import { exportJob, TransferStore } from '../transfer-store';
import { ExportRules } from './export-rules';
import { ExportError } from './exports.errors';
import { ExportsRepository } from './exports.repository';

export interface ExportOptions {
  readonly companyId?: string;
  readonly typeId?: string;
  readonly includeSecureValues?: boolean;
  readonly reason?: string;
}

/** Starts exports, and hands out their files to those who started them. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly rules: ExportRules,
    private readonly store: TransferStore,
    private readonly types: CredentialTypesService,
    private readonly companies: CompaniesService,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** @throws 400 naming what there is not, or for want of a reason; 403 */
  async start(actor: SignedInActor, options: ExportOptions): Promise<{ jobId: string }> {
    const { companyId = null, typeId = null, includeSecureValues = false } = options;
    const reason = options.reason?.trim() ?? '';
    if (companyId !== null) await this.companies.get(companyId).catch(refuse('companyId', 'is not a company'));
    const type = typeId && (await this.types.get(typeId).catch(refuse('typeId', 'is not a credential type')));
    const selection = { companyId, typeId: type ? type.id : null };
    const wishes = { includeSecureValues, reason: reason === '' ? null : reason };
    this.rules.assertAllowed(actor, wishes, await this.exports.types(selection));
    const total = await this.exports.count(selection);
    return this.transactions.run(async () => {
      const transferId = await this.store.open(actor, 'export', includeSecureValues);
      const input = { transferId, total, ...selection, ...wishes };
      const { id } = await this.queue.enqueue(actor, exportJob, input, { progress: { done: 0, total } });
      await this.store.attach(transferId, id);
      return { jobId: id };
    });
  }

  /** The file, read while it is sent. @throws 403, 404 once it has expired, 409 before it is finished */
  async file(actor: SignedInActor, jobId: string): Promise<Readable> {
    const transfer = await this.store.findFile(actor, jobId);
    if (!transfer) throw ExportError.notFound({ identifier: jobId });
    if (!transfer.complete) throw ExportError.notReady();
    if (transfer.holdsSecrets) this.rules.assertReads(actor, transfer.scopes);
    await this.transactions.run(() =>
      this.audit.record(actor, {
        action: 'credential.export.fetch',
        target: { type: 'job', id: jobId },
        message: 'The file of an export of credentials was fetched',
        after: { holdsSecrets: transfer.holdsSecrets },
      }),
    );
    return Readable.from(this.store.pieces(transfer.id), { objectMode: false });
  }
}

const refuse =
  (key: string, message: string) =>
  (error: unknown): never => {
    if (error instanceof DomainError && error.status === 404) throw invalidField(['body', key], `${key} ${message}`);
    throw error;
  };
