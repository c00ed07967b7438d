import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { GENESIS, linkHash } from './chain';
import type { SealedRow } from './chain';
import { BrokenChainError } from './chain-report';
import type { BreakReason, ChainReport, SignedLink } from './chain-report';
import { ChainSigner } from './chain-signer';
import { ChainStore } from './chain-store';
import type { ChainEnd, SealedPosition } from './chain-store';

const PAGE = 1_000;

/** How far a walk along the chain has come. */
interface Walk {
  position: number;
  hash: Buffer;
  checkpoints: number;
}

/** Reads the chain and compares it with the log and with what was signed. */
@Injectable()
export class ChainVerifier {
  constructor(
    private readonly store: ChainStore,
    private readonly signer: ChainSigner,
  ) {}

  /** Memory stays constant: the chain is read page by page, up to the head found at the start. */
  async verify(kept: readonly SignedLink[]): Promise<ChainReport> {
    const end = await this.store.chainEnd();
    const walk: Walk = { position: 0, hash: GENESIS, checkpoints: 0 };
    const firstBroken = await this.#findBreak(end, walk, kept);
    return {
      sealed: end.head?.position ?? 0,
      open: await this.store.countOpen(),
      ok: !firstBroken,
      ...(firstBroken && { firstBroken }),
      checkpoints: walk.checkpoints,
    };
  }

  /** What is wrong with the end of the chain on its own, without reading the rows. */
  faultOfEnd({ head, lastSeal }: ChainEnd, witnessed?: SignedLink): BreakReason | undefined {
    const position = head?.position ?? 0;
    if (head && !this.signer.verify('head', head)) return 'signature-invalid';
    if (lastSeal > position) return 'seal-unsigned';
    if (lastSeal < position) return 'seal-missing';
    if (witnessed && position < witnessed.position) return 'chain-cut';
    if (head && witnessed?.position === position && !witnessed.hash.equals(head.hash)) return 'chain-rewritten';
    return undefined;
  }

  async #findBreak(end: ChainEnd, walk: Walk, kept: readonly SignedLink[]): Promise<ChainReport['firstBroken']> {
    const last = end.head?.position ?? 0;
    try {
      while (walk.position < last) {
        await this.#walkPage(walk, last, kept);
        await nextTurn();
      }
      this.#checkEnd(end, walk, kept);
      return undefined;
    } catch (error) {
      if (!(error instanceof BrokenChainError)) throw error;
      const { position, seq, reason } = error;
      return { position, ...(seq !== undefined && { seq }), reason };
    }
  }

  async #walkPage(walk: Walk, last: number, kept: readonly SignedLink[]): Promise<void> {
    const page = await this.store.sealedPage(walk.position, last, PAGE);
    if (page.length === 0) throw new BrokenChainError('seal-missing', walk.position + 1);
    const checkpoints = await this.store.checkpoints(walk.position, Number(page.at(-1)?.position));
    for (const seal of page) {
      step(walk, seal);
      for (const link of kept) compare(link, walk);
      if (checkpoints[0]?.position === walk.position) this.#passCheckpoint(walk, checkpoints.shift());
    }
  }

  #passCheckpoint(walk: Walk, checkpoint: SignedLink | undefined): void {
    if (!checkpoint) return;
    if (!this.signer.verify('checkpoint', checkpoint)) throw new BrokenChainError('signature-invalid', walk.position);
    compare(checkpoint, walk);
    walk.checkpoints += 1;
  }

  #checkEnd(end: ChainEnd, walk: Walk, kept: readonly SignedLink[]): void {
    const reason = this.faultOfEnd(end);
    if (reason) throw new BrokenChainError(reason, walk.position + (reason === 'seal-unsigned' ? 1 : 0));
    if (end.head) compare(end.head, walk);
    const known = Math.max(end.lastCheckpoint?.position ?? 0, ...kept.map(({ position }) => position));
    if (known > walk.position) throw new BrokenChainError('chain-cut', walk.position + 1);
  }
}

/** Moves one position along the chain, recomputing its link from the row. */
function step(walk: Walk, seal: SealedPosition): void {
  const position = walk.position + 1;
  if (Number(seal.position) !== position) throw new BrokenChainError('seal-missing', position);
  if (!isPresent(seal)) throw new BrokenChainError('row-missing', position, seal.seal_seq);
  const hash = linkHash(walk.hash, position, seal);
  if (!hash.equals(seal.hash)) throw new BrokenChainError('row-changed', position, seal.seal_seq);
  walk.position = position;
  walk.hash = hash;
}

const isPresent = (seal: SealedPosition): seal is SealedPosition & SealedRow => seal.seq !== null;

/** A signed link for the place where the walk stands must name the same hash. */
function compare(link: SignedLink, { position, hash }: Walk): void {
  if (link.position === position && !link.hash.equals(hash)) throw new BrokenChainError('chain-rewritten', position);
}
