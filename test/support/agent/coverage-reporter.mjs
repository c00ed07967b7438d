import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The suite that has to call every operation. */
const COVERING_PROJECT = 'e2e';

const linesOf = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean);

/**
 * Jest reporter: lists the operations of the written contracts that no test called, and fails a full run of the end-to-end
 * suite while there are any. Workers find the folder for their records in CONTRACT_COVERAGE_DIR.
 */
export default class ContractCoverageReporter {
  constructor(globalConfig) {
    this.isFiltered =
      globalConfig.testPathPatterns.patterns.length > 0 ||
      Boolean(globalConfig.testNamePattern) ||
      Boolean(globalConfig.onlyChanged) ||
      Boolean(globalConfig.shard);
  }

  onRunStart() {
    this.folder = mkdtempSync(path.join(tmpdir(), 'switchyard-coverage-'));
    process.env.CONTRACT_COVERAGE_DIR = this.folder;
  }

  onRunComplete(contexts) {
    const missing = this.missing();
    rmSync(this.folder, { recursive: true, force: true });
    const covers = [...contexts].some(({ config }) => config.displayName?.name === COVERING_PROJECT);
    if (this.isFiltered || !covers || missing.length === 0) return;
    this.error = new Error(`Operations that no test called:\n  ${missing.join('\n  ')}`);
    console.error(this.error.message);
  }

  getLastError() {
    return this.error;
  }

  missing() {
    const files = readdirSync(this.folder);
    if (!files.includes('operations.txt')) return ['all: no test used the contract agent'];
    const called = new Set(
      files.filter((name) => name.startsWith('called-')).flatMap((name) => linesOf(path.join(this.folder, name))),
    );
    return linesOf(path.join(this.folder, 'operations.txt')).filter((line) => !called.has(line));
  }
}
