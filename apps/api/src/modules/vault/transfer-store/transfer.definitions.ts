import { defineJob } from '@app/jobs';

/** The text itself is not among the input: it holds secrets, and stands in the transfer's sealed pieces. */
export interface ImportInput {
  readonly transferId: string;
  /** Below the header. */
  readonly rows: number;
  readonly companyId: string | null;
  readonly typeId: string | null;
  readonly dryRun: boolean;
}

/** A row that was refused: where it begins, and what is wrong with which fields. Never a value. */
export interface RefusedRow {
  readonly line: number;
  readonly problems: readonly string[];
}

export interface ImportResult {
  readonly created: number;
  readonly failed: number;
  /** The first of them; `failed` counts all. */
  readonly errors: readonly RefusedRow[];
}

export interface ImportCheckpoint extends ImportResult {
  /** Rows below the header that are done. */
  readonly rows: number;
}

export const importJob = defineJob<ImportInput, ImportCheckpoint, ImportResult>('credential.import');

export interface ExportInput {
  readonly transferId: string;
  readonly total: number;
  readonly companyId: string | null;
  readonly typeId: string | null;
  readonly includeSecureValues: boolean;
  readonly reason: string | null;
}

export interface ExportCheckpoint {
  readonly columns: readonly string[];
  /** Permission scopes of the types whose secure values were written. */
  readonly scopes: readonly string[];
  /** The last credential that was written: how many stand above it, and its id. */
  readonly depth: number;
  readonly after: string;
  readonly exported: number;
  readonly subCredentials: number;
  readonly pieces: number;
}

export interface ExportResult {
  readonly exported: number;
  /** How many of them stand below others. */
  readonly subCredentials: number;
}

export const exportJob = defineJob<ExportInput, ExportCheckpoint, ExportResult>('credential.export');
