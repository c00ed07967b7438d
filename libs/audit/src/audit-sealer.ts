import { Transactions } from '@app/database';
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { GENESIS, linkHash } from './chain';
import type { SealedRow } from './chain';
import { BrokenChainError } from './chain-report';
import type { ChainReport, SignedLink } from './chain-report';
import { ChainSigner } from './chain-signer';
import { ChainStore } from './chain-store';
import type { ChainEnd, LogPlace } from './chain-store';
import { ChainVerifier } from './chain-verifier';

const INTERVAL_MS = 200;
const BATCH = 1_000;
const CHECKPOINT_EVERY_ROWS = 10_000;
const CHECKPOINT_EVERY_MS = 60_000;
/** The largest `xid8`. */
const NO_LIMIT = '18446744073709551615';

interface Batch {
  sealed: number;
  /** Where the next batch goes on; undefined after the last. */
  last: LogPlace | undefined;
}

/**
 * Links committed rows of the audit log into a hash chain, in the order (transaction id, seq), and signs its end. A row
 * is sealed once every transaction older than its own has finished, so nothing can appear before a sealed row; writers
 * never wait. Every process has a sealer; an advisory lock lets one work at a time.
 *
 * What the chain shows: a changed, removed or exchanged row, link or checkpoint, and a tail cut off together with its
 * links, since the head cannot be signed again without the master key. What the database alone cannot show: a whole
 * former state put back, signed head included. Against that a process remembers the head it saw last, and `verify`
 * takes links that were kept elsewhere.
 */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Audit');
  #timer?: NodeJS.Timeout;
  #turn: Promise<unknown> = Promise.resolve();
  #busy = false;
  /** Every row of a transaction before this one is sealed; undefined until the first scan. */
  #scannedTo?: string;
  /** The furthest head that this process knows of. */
  #witnessed?: SignedLink;
  #lastTrouble = '';

  constructor(
    private readonly transactions: Transactions,
    private readonly store: ChainStore,
    private readonly signer: ChainSigner,
    private readonly verifier: ChainVerifier,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.#tick(), INTERVAL_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turn;
  }

  /**
   * Seals every row that can be sealed now and returns how many this call sealed. Throws {@link BrokenChainError} when
   * the chain was tampered with, and must not be called inside a transaction (it would seal what may roll back).
   */
  async seal(): Promise<number> {
    if (this.transactions.active) throw new Error('The audit log is sealed outside of transactions');
    return this.#inTurn(() => this.#sealAll(true));
  }

  /**
   * Reads the whole chain in pages and checks every row, link, checkpoint and the head. `kept` are links from
   * {@link head} of earlier times that were stored outside the database.
   */
  verify(kept: readonly SignedLink[] = []): Promise<ChainReport> {
    return this.verifier.verify(this.#witnessed ? [...kept, this.#witnessed] : kept);
  }

  /** The signed end of the chain, to be kept elsewhere; undefined while nothing is sealed. */
  async head(): Promise<SignedLink | undefined> {
    const { head } = await this.#inTurn(() => this.#trustedEnd());
    return head;
  }

  /** Work already going on covers what a tick would do. */
  async #tick(): Promise<void> {
    if (this.#busy) return;
    try {
      await this.#inTurn(() => this.#sealAll(false));
      this.#lastTrouble = '';
    } catch (error) {
      this.#report(error);
    }
  }

  /** The same trouble is told once, not five times a second. */
  #report(error: unknown): void {
    const text = String(error);
    if (text !== this.#lastTrouble) this.#logger.error(`The audit log could not be sealed: ${text}`);
    this.#lastTrouble = text;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(async () => {
      this.#busy = true;
      try {
        return await work();
      } finally {
        this.#busy = false;
      }
    });
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #sealAll(wait: boolean): Promise<number> {
    const { from, sealed: restored } = await this.#scanStart();
    const { horizon, pending } = await this.store.pending(from);
    const sealed = pending ? await this.#sealRange(from, horizon, wait) : 0;
    this.#scannedTo = sealed === undefined ? from : horizon;
    return restored + (sealed ?? 0);
  }

  /**
   * A database restored from a dump into a younger server holds ids of transactions that this server has not reached:
   * those rows come first, and the scan cannot rely on ids being in step with the chain.
   */
  async #scanStart(): Promise<{ from: string; sealed: number }> {
    if (this.#scannedTo !== undefined) return { from: this.#scannedTo, sealed: 0 };
    const { from, next, restored } = await this.store.scanStart();
    if (!restored) return { from, sealed: 0 };
    const sealed = await this.#sealRange(next, NO_LIMIT, true);
    return { from: '0', sealed: sealed ?? 0 };
  }

  /** Seals what transactions in [`from`, `until`) wrote. Undefined when another sealer is at work. */
  async #sealRange(from: string, until: string, wait: boolean): Promise<number | undefined> {
    let total = 0;
    let place: LogPlace | undefined = { xid: from, seq: '0' };
    while (place) {
      const batch: Batch | undefined = await this.#sealBatch(place, until, wait);
      if (!batch) return undefined;
      total += batch.sealed;
      place = batch.last;
    }
    return total;
  }

  async #sealBatch(after: LogPlace, until: string, wait: boolean): Promise<Batch | undefined> {
    const batch = await this.transactions.run(async () => {
      if (!(await this.store.lock(wait))) return undefined;
      const page = await this.store.logPage(after, until, BATCH);
      const rows = page.filter(({ sealed }) => !sealed);
      const head = rows.length > 0 ? await this.#append(rows) : undefined;
      return { sealed: rows.length, last: page.length < BATCH ? undefined : page.at(-1), head };
    });
    this.#witness(batch?.head);
    return batch;
  }

  async #append(rows: SealedRow[]): Promise<SignedLink> {
    const end = await this.#trustedEnd();
    const start = end.head?.position ?? 0;
    let hash: Buffer = end.head?.hash ?? GENESIS;
    const hashes = rows.map((row, index) => (hash = linkHash(hash, start + index + 1, row)));
    await this.store.addSeals(
      start + 1,
      rows.map(({ seq }) => seq),
      hashes,
    );
    const link = { position: start + rows.length, hash, at: end.now };
    const head = this.signer.sign('head', link);
    await this.store.moveHead(head);
    if (isCheckpointDue(end, link)) await this.store.addCheckpoint(this.signer.sign('checkpoint', link));
    return head;
  }

  /** To build on a broken chain would cover up the break. */
  async #trustedEnd(): Promise<ChainEnd> {
    const end = await this.store.chainEnd();
    const reason = this.verifier.faultOfEnd(end, this.#witnessed);
    if (reason) throw new BrokenChainError(reason, end.head?.position ?? end.lastSeal);
    this.#witness(end.head);
    return end;
  }

  #witness(head: SignedLink | undefined): void {
    if (head && head.position > (this.#witnessed?.position ?? 0)) this.#witnessed = head;
  }
}

const isCheckpointDue = (
  { lastCheckpoint }: ChainEnd,
  { position, at }: Pick<SignedLink, 'position' | 'at'>,
): boolean =>
  !lastCheckpoint ||
  position - lastCheckpoint.position >= CHECKPOINT_EVERY_ROWS ||
  at.getTime() - lastCheckpoint.at.getTime() >= CHECKPOINT_EVERY_MS;
