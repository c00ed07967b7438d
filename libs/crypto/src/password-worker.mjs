/** The thread that hashes passwords: one task at a time, each answered with its result or the text of its failure. */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';

/** Behind whatever answers requests, yet not behind everything else that a busy machine does. */
const NICENESS = 10;

/** Linux gives each thread a priority of its own; elsewhere it stays as it is. */
function yieldToRequests() {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICENESS);
  } catch {
    // Not Linux, or not allowed: hashing is correct all the same.
  }
}

const perform = ({ stored, password, cost }) =>
  stored === undefined ? hashSync(password, cost) : verifySync(stored, password);

yieldToRequests();
parentPort?.on('message', (task) => {
  try {
    parentPort?.postMessage({ value: perform(task) });
  } catch (error) {
    parentPort?.postMessage({ failure: String(error) });
  }
});
