import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MasterKey, SecretBox } from '@app/crypto';
import { Transactions } from '@app/database';
import { JobHandlers, type JobRun } from '@app/jobs';
import { SealedTexts, type PlacedText } from '../../operations/master-key';
import {
  keyRotation,
  type KeyRotationCheckpoint,
  type KeyRotationInput,
  type KeyRotationResult,
} from './key-rotation.definition';
import { KeyRotationError } from './key-rotation.errors';

type Column = SealedTexts['columns'][number];
type Run = JobRun<KeyRotationInput, KeyRotationCheckpoint>;

/** Small enough that whoever writes one of the secrets does not wait noticeably. */
const BATCH = 250;
/** Of wrapping without a pause. */
const STRETCH_MS = 1;
/** Rows that somebody else held are tried again so many times, after a pause that grows. */
const MAX_ROUNDS = 8;
const PAUSE_MS = 250;

/** Wraps the data key of every secret anew, column by column and version by version. */
@Injectable()
export class KeyRotationJob implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly texts: SealedTexts,
    private readonly masterKey: MasterKey,
    private readonly box: SecretBox,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.handlers.register(keyRotation, (run) => this.rotate(run));
  }

  private async rotate(run: Run): Promise<KeyRotationResult> {
    const { toVersion } = run.input;
    if (toVersion !== this.masterKey.currentVersion) throw KeyRotationError.otherKey({ version: toVersion });
    let place = run.checkpoint;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      place = await this.round(run, place);
      const waiting = (await this.texts.versions()).some((version) => version !== toVersion);
      if (!waiting) return { rewrapped: place?.done ?? 0 };
      await delay(PAUSE_MS * round, undefined, { signal: run.signal });
      place = place && { ...place, column: 0, version: 0, after: '' };
    }
    throw KeyRotationError.held();
  }

  /** Goes once through everything that waits, from a place on. */
  private async round(run: Run, from: KeyRotationCheckpoint | null): Promise<KeyRotationCheckpoint | null> {
    let place = from;
    const old = this.masterKey.versions.filter((version) => version !== run.input.toVersion);
    for (const [index, column] of this.texts.columns.entries()) {
      for (const version of old) {
        if (place && isBehind(place, index, version)) continue;
        place = await this.stretch(run, column, startOf(place, index, version));
      }
    }
    return place;
  }

  private async stretch(run: Run, column: Column, start: KeyRotationCheckpoint): Promise<KeyRotationCheckpoint> {
    let place = start;
    for (;;) {
      const next = await this.batch(run, column, place);
      if (!next) return place;
      place = next;
    }
  }

  /** Texts and checkpoint commit together. @returns undefined when there is nothing left behind the place */
  private batch(run: Run, column: Column, place: KeyRotationCheckpoint): Promise<KeyRotationCheckpoint | undefined> {
    return this.transactions.run(async () => {
      const found = await this.texts.lockBatch(column, place.version, place.after, BATCH);
      const last = found.at(-1);
      if (!last) return undefined;
      await this.texts.replace(column, await this.rewrapped(found));
      const next = { ...place, after: last.key, done: place.done + found.length };
      await run.report({ done: next.done, total: Math.max(run.input.waiting, next.done) }, next);
      return next;
    });
  }

  /** Requests are served between the stretches. */
  private async rewrapped(texts: readonly PlacedText[]): Promise<Omit<PlacedText, 'context'>[]> {
    const done: Omit<PlacedText, 'context'>[] = [];
    let since = performance.now();
    for (const { key, sealed, context } of texts) {
      done.push({ key, sealed: this.box.rewrap(sealed, context) });
      if (performance.now() - since < STRETCH_MS) continue;
      await nextTurn();
      since = performance.now();
    }
    return done;
  }
}

/** Whether a stretch lies before the place where the work goes on. */
const isBehind = (place: KeyRotationCheckpoint, column: number, version: number): boolean =>
  column < place.column || (column === place.column && version < place.version);

const startOf = (place: KeyRotationCheckpoint | null, column: number, version: number): KeyRotationCheckpoint =>
  place?.column === column && place.version === version
    ? place
    : { column, version, after: '', done: place?.done ?? 0 };
