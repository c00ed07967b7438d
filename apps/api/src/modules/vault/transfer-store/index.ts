export { CompanyNames } from './company-names';
export { FILE_WORDS, type FileWord } from './file-columns';
export { escapeFormula, unescapeFormula } from './formula-cells';
export { ImportedRows, type ImportedRow } from './imported-rows';
export { TransferStore } from './transfer-store';
export { TransferStoreModule } from './transfer-store.module';
export {
  exportJob,
  importJob,
  type ExportCheckpoint,
  type ExportInput,
  type ExportResult,
  type ImportCheckpoint,
  type ImportInput,
  type ImportResult,
  type RefusedRow,
} from './transfer.definitions';
export { StartedTransferDto } from './transfer.dto';
export { TransferError } from './transfer.errors';
