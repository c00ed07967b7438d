import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { JobHandlers, type JobRun } from '@app/jobs';
import type { Actor } from '@app/kernel';
import {
  exportJob,
  TransferStore,
  type ExportCheckpoint,
  type ExportInput,
  type ExportResult,
} from '../transfer-store';
import { fieldColumns, headerText, rowsText } from './export-file';
import { ExportPages, type ExportedRow } from './export-pages';
import { ExportRules } from './export-rules';
import { ExportsRepository, type ExportedType } from './exports.repository';

type Run = JobRun<ExportInput, ExportCheckpoint>;

const BATCH = 250;

/** Writes the selected credentials into a sealed file: rows, audit log and checkpoint of a batch in one transaction. */
@Injectable()
export class ExportJob implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly exports: ExportsRepository,
    private readonly pages: ExportPages,
    private readonly rules: ExportRules,
    private readonly store: TransferStore,
    private readonly audit: AuditLog,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.handlers.register(exportJob, (run) => this.export(run));
  }

  private async export(run: Run): Promise<ExportResult> {
    let state = run.checkpoint ?? (await this.begin(run));
    for (;;) {
      const next = await this.batch(run, state);
      if (!next) break;
      state = next;
    }
    await this.store.complete(run.input.transferId);
    return { exported: state.exported, subCredentials: state.subCredentials };
  }

  /** The columns stay as they are at the start, whatever becomes of the types meanwhile. */
  private begin(run: Run): Promise<ExportCheckpoint> {
    const { input } = run;
    return this.transactions.run(async () => {
      const types = await this.allowedTypes(await run.currentActor(), input);
      const columns = fieldColumns(
        types.map(({ fields }) => fields),
        input.includeSecureValues,
      );
      await this.store.append(input.transferId, 0, Buffer.from(headerText(columns)));
      const state = { columns, scopes: [], depth: 0, after: '', exported: 0, subCredentials: 0, pieces: 1 };
      await run.report({ done: 0, total: input.total }, state);
      return state;
    });
  }

  /** @returns undefined when nothing is left */
  private batch(run: Run, state: ExportCheckpoint): Promise<ExportCheckpoint | undefined> {
    const { input } = run;
    return this.transactions.run(async () => {
      const actor = await run.currentActor();
      const types = await this.allowedTypes(actor, input);
      const credentials = await this.exports.page(input, state, BATCH, input.includeSecureValues);
      const last = credentials.at(-1);
      if (!last) return undefined;
      const rows = await this.pages.rows(credentials, types, input);
      await this.store.append(input.transferId, state.pieces, Buffer.from(rowsText(rows, state.columns)));
      await this.record(actor, input, rows);
      const exported = state.exported + rows.length;
      const scopes = [...new Set([...state.scopes, ...rows.flatMap(scopesOf)])];
      const subCredentials = state.subCredentials + rows.filter(({ cells }) => cells.parent !== '').length;
      const place = { depth: last.definitionPath.length, after: last.id };
      const next = { ...state, ...place, scopes, exported, subCredentials, pieces: state.pieces + 1 };
      await run.report({ done: exported, total: Math.max(input.total, exported) }, next);
      return next;
    });
  }

  /** Rights may have been withdrawn, and types changed, since the batch before. */
  private async allowedTypes(actor: Actor, input: ExportInput): Promise<ExportedType[]> {
    const types = await this.exports.types(input);
    this.rules.assertAllowed(actor, input, types);
    return types;
  }

  private record(actor: Actor, { reason }: ExportInput, rows: readonly ExportedRow[]): Promise<void> {
    return this.audit.recordMany(
      actor,
      rows.map(({ id, name, companyId, subCredentialOfId, secureFields }) => ({
        action: 'credential.export',
        target: { type: 'credential', id, name },
        message: `Credential ${name} was exported${secureFields.length > 0 ? ' with its secure values' : ''}`,
        level: secureFields.length > 0 ? ('warning' as const) : ('info' as const),
        after: { companyId, subCredentialOfId, secureFields, ...(reason !== null && { reason }) },
      })),
    );
  }
}

const scopesOf = ({ scope, secureFields }: ExportedRow): string[] => (secureFields.length > 0 ? [scope] : []);
