import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '@app/database';
import { JobHandlers, type JobRun } from '@app/jobs';
import { CommonError } from '@app/kernel';
import { CredentialsService } from '../credentials';
import {
  importJob,
  TransferStore,
  type ImportCheckpoint,
  type ImportInput,
  type ImportResult,
} from '../transfer-store';
import { rowsOf, type CsvRow } from './csv-reader';
import { ImportBatch } from './import-batch';
import { columnsOf, type Column } from './import-columns';
import { readRow } from './import-row';
import { ImportPermission } from './imports.permissions';

type Run = JobRun<ImportInput, ImportCheckpoint>;

const BATCH = 500;
const MAX_ERRORS = 100;
const START: ImportCheckpoint = { rows: 0, created: 0, failed: 0, errors: [] };

/** Creates the credentials of an uploaded file, a batch with its checkpoint per transaction. */
@Injectable()
export class ImportJob implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly store: TransferStore,
    private readonly batches: ImportBatch,
    private readonly credentials: CredentialsService,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.handlers.register(importJob, (run) => this.import(run));
  }

  private async import(run: Run): Promise<ImportResult> {
    if (!run.actor.principal?.permissions.has(ImportPermission.import.id)) throw CommonError.forbidden();
    let state = run.checkpoint ?? START;
    let columns: Column[] | undefined;
    let batch: CsvRow[] = [];
    let toSkip = state.rows;
    for await (const row of rowsOf(this.store.pieces(run.input.transferId))) {
      if (!columns) columns = columnsOf(row.cells, givenBy(run.input));
      else if (toSkip > 0) toSkip -= 1;
      else if (batch.push(row) === BATCH) {
        state = await this.perform(run, batch, columns, state);
        batch = [];
      }
    }
    if (columns && batch.length > 0) state = await this.perform(run, batch, columns, state);
    const { created, failed, errors } = state;
    return { created, failed, errors };
  }

  private perform(
    { input, actor, report }: Run,
    batch: readonly CsvRow[],
    columns: readonly Column[],
    state: ImportCheckpoint,
  ): Promise<ImportCheckpoint> {
    return this.transactions.run(async () => {
      const rows = batch.map((row) => readRow(row, columns));
      const { drafts, refused } = await this.batches.plan(rows, input);
      if (!input.dryRun && drafts.length > 0) await this.credentials.insert(actor, drafts);
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
