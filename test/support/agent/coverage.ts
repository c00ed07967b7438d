import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Operation } from './operations';

/** Set by the reporter before the workers start; without it (a single file run by an editor) nothing is kept. */
const FOLDER_VARIABLE = 'CONTRACT_COVERAGE_DIR';

const lineOf = ({ contract, method, template }: Operation) => `${contract} ${method} ${template}`;

/** Remembers which operations this process called, in a file of its own that the reporter reads at the end. */
export class CallRecord {
  private readonly folder = process.env[FOLDER_VARIABLE];
  private readonly seen = new Set<string>();

  constructor(operations: readonly Operation[]) {
    if (this.folder === undefined) return;
    const all = path.join(this.folder, 'operations.txt');
    if (!existsSync(all)) writeFileSync(all, operations.map(lineOf).join('\n'));
  }

  add(operation: Operation): void {
    const line = lineOf(operation);
    if (this.folder === undefined || this.seen.has(line)) return;
    this.seen.add(line);
    appendFileSync(path.join(this.folder, `called-${String(process.pid)}.txt`), `${line}\n`);
  }
}
