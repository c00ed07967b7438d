import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '@app/database';
import { JobHandlers, type JobRun } from '@app/jobs';
import { CommonError, type Actor } from '@app/kernel';
import { CredentialPermission } from '../credential-store';
import { CredentialsService } from '../credentials';
import {
  ImportedRows,
  importJob,
  TransferError,
  TransferStore,
  type ImportCheckpoint,
  type ImportInput,
  type ImportResult,
} from '../transfer-store';
import { rowsOf, type CsvRow } from './csv-reader';
import { ImportBatch } from './import-batch';
import { columnsOf, hasParents, type Column } from './import-columns';
import { readRow } from './import-row';
import { ImportPermission } from './imports.permissions';
import { inBatches } from './row-batches';

type Run = JobRun<ImportInput, ImportCheckpoint>;

const MAX_ERRORS = 100;
const START: ImportCheckpoint = { rows: 0, created: 0, failed: 0, errors: [] };

/** Creates the credentials of an uploaded file, a batch with its checkpoint per transaction. */
@Injectable()
export class ImportJob implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly store: TransferStore,
    private readonly batches: ImportBatch,
    private readonly imported: ImportedRows,
    private readonly credentials: CredentialsService,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.handlers.register(importJob, (run) => this.import(run));
  }

  private async import(run: Run): Promise<ImportResult> {
    let state = run.checkpoint ?? START;
    const rows = rowsOf(this.store.pieces(run.input.transferId));
    const header = await rows.next();
    if (header.done) throw TransferError.gone();
    const columns = columnsOf(header.value.cells, givenBy(run.input));
    for await (const batch of inBatches(after(state.rows, rows))) {
      state = await this.perform(run, batch, columns, state);
    }
    if (state.rows !== run.input.rows) throw TransferError.gone();
    const { created, failed, errors } = state;
    return { created, failed, errors };
  }

  private perform(
    { input, currentActor, report }: Run,
    batch: readonly CsvRow[],
    columns: readonly Column[],
    state: ImportCheckpoint,
  ): Promise<ImportCheckpoint> {
    return this.transactions.run(async () => {
      const actor = await currentActor();
      assertAllowed(actor);
      const rows = batch.map((row) => readRow(row, columns));
      const { drafts, refused, parents } = await this.batches.plan(rows, input, hasParents(columns));
      if (!input.dryRun && drafts.length > 0) await this.credentials.insert(actor, drafts);
      await this.imported.add(input.transferId, parents);
      const next = {
        rows: state.rows + batch.length,
        created: state.created + drafts.length,
        failed: state.failed + refused.length,
        errors: [...state.errors, ...refused].slice(0, MAX_ERRORS),
      };
      await report({ done: next.rows, total: input.rows }, next);
      return next;
    });
  }
}

const givenBy = ({ companyId, typeId }: ImportInput) => ({ company: companyId !== null, type: typeId !== null });

/** Rights may have been withdrawn since the batch before. */
function assertAllowed({ principal }: Actor): void {
  const needed = [ImportPermission.import.id, CredentialPermission.create.id];
  if (!needed.every((node) => principal?.permissions.has(node))) throw CommonError.forbidden();
}

async function* after(count: number, rows: AsyncIterable<CsvRow>): AsyncGenerator<CsvRow> {
  let passed = 0;
  for await (const row of rows) if ((passed += 1) > count) yield row;
}
