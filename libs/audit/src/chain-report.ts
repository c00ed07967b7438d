/** A link of the chain with its signature. Kept outside the database it proves that the chain once reached this far. */
export interface SignedLink {
  /** 1-based place in the chain. */
  position: number;
  hash: Buffer;
  /** Master key version and fingerprint of the signing key. */
  keyId: string;
  signature: Buffer;
  at: Date;
}

export type BreakReason =
  /** A row of the log was removed. */
  | 'row-missing'
  /** A row of the log, or its link, differs from what was sealed. */
  | 'row-changed'
  /** A link of the chain was removed. */
  | 'seal-missing'
  /** Links stand beyond the signed head, or the head was removed. */
  | 'seal-unsigned'
  /** The signature of the head or of a checkpoint does not hold. */
  | 'signature-invalid'
  /** A signed link says otherwise than the chain: it was written anew. */
  | 'chain-rewritten'
  /** The chain ends before a link that is known to have existed. */
  | 'chain-cut';

export interface ChainReport {
  /** Rows covered by the signed head. */
  sealed: number;
  /** Rows not sealed yet: written within the last moments, or during a transaction that is still open. */
  open: number;
  ok: boolean;
  firstBroken?: { position: number; seq?: string; reason: BreakReason };
  /** Checkpoints whose signature and hash agree with the chain. */
  checkpoints: number;
}

/** The chain in the database contradicts what its signed head, or this process, knows. Nothing is sealed on top of it. */
export class BrokenChainError extends Error {
  constructor(
    readonly reason: BreakReason,
    readonly position: number,
    readonly seq?: string,
  ) {
    super(`The audit chain is broken at position ${position}: ${reason}`);
    this.name = 'BrokenChainError';
  }
}
