import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/database';
import { JobQueue } from '@app/jobs';
import { CommonError, DomainError, invalidField, type SignedInActor } from '@app/kernel';
import { CompaniesService } from '../../crm/companies';
import { CredentialTypesService } from '../credential-types';
import { importJob, TransferStore } from '../transfer-store';
import { columnIssues, columnsOf, FieldFinder } from './import-columns';
import { receive } from './upload';

export interface ImportOptions {
  readonly companyId?: string;
  readonly typeId?: string;
  readonly dryRun?: boolean;
}

/** Takes files in; a job makes credentials of them. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly store: TransferStore,
    private readonly types: CredentialTypesService,
    private readonly companies: CompaniesService,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Keeps the file while it arrives, and starts the job once all of it has.
   *
   * @throws 400 naming the line or the columns that cannot be read, or what there is not; 413
   */
  async start(actor: SignedInActor, options: ImportOptions, file: AsyncIterable<Buffer>): Promise<{ jobId: string }> {
    const { companyId, typeId, dryRun = false } = options;
    if (companyId !== undefined) await this.companies.get(companyId).catch(refuse('companyId', 'is not a company'));
    const type =
      typeId === undefined
        ? undefined
        : await this.types.get(typeId).catch(refuse('typeId', 'is not a credential type'));
    const transferId = await this.store.open(actor, 'import', true);
    try {
      const { header, rows } = await receive(file, (piece, position) => this.store.append(transferId, position, piece));
      const given = { company: companyId !== undefined, type: type !== undefined };
      const columns = columnsOf(header.cells, given);
      const issues = columnIssues(columns, given, type && FieldFinder.ofAllCells(type.fields));
      if (issues.length > 0) throw CommonError.validation({ issues });
      const input = { transferId, rows, companyId: companyId ?? null, typeId: type?.id ?? null, dryRun };
      return await this.transactions.run(async () => {
        const { id } = await this.queue.enqueue(actor, importJob, input, { progress: { done: 0, total: rows } });
        await this.store.attach(transferId, id);
        return { jobId: id };
      });
    } catch (error) {
      await this.store.delete(transferId);
      throw error;
    }
  }
}

const refuse =
  (key: string, message: string) =>
  (error: unknown): never => {
    if (error instanceof DomainError && error.status === 404) throw invalidField(['query', key], `${key} ${message}`);
    throw error;
  };
