import type { ConnectWiseClient, ConnectWiseConnection, Resource } from '../connectwise';
import type { SyncMode, SyncProblem } from './sync-run';

/** What became of records that were handed over to be kept. */
export interface Kept {
  readonly created: number;
  readonly updated: number;
}

/** The part of a run in which a resource fetches what its records do not hold. */
export interface SyncCompletion {
  readonly connection: ConnectWiseConnection;
  readonly signal: AbortSignal;
  readonly mode: SyncMode;
}

/**
 * Records of ConnectWise that are kept here. A feature makes one and registers it with `Syncs` in `onModuleInit`; when,
 * from where on and how often is read is not its business.
 */
export interface SyncResource<T extends { readonly id: number }> {
  /** As `/v1/sync/{resource}` calls it. */
  readonly name: string;
  readonly title: string;
  readonly source: Resource<T>;
  /** The type under which ConnectWise tells of changes of a record; without one it does not. */
  readonly callbackType?: string;
  /** Records of one call, one statement and one checkpoint; 500 unless told. */
  readonly pageSize?: number;
  /** Fetches what `keep` needs besides the records of a page, before its transaction, which waits for no other system. */
  prepare?(): Promise<void>;
  /**
   * Inserts or updates all records by one statement, in the transaction of the checkpoint. Doing it twice changes
   * nothing. A record that the database refuses (400, 409) is tried again alone and then reported.
   */
  keep(records: readonly T[]): Promise<Kept>;
  /**
   * Marks what is kept of ids above `after`, up to `upTo` where told, and not among `present`: ConnectWise has it no
   * more. It spares those that it heard of, or that were added here, after `startedAt`: they may have been added behind
   * the reading. @returns how many were marked
   */
  markMissing(after: number, upTo: number | null, present: readonly number[], startedAt: Date): Promise<number>;
  /** Runs after the records, outside of a transaction. @returns what could not be done */
  complete?(completion: SyncCompletion): Promise<readonly SyncProblem[]>;
  /**
   * Fetches what the records do not hold of single ones that were just brought up to date, outside of a transaction.
   * @returns what could not be done
   */
  completeSingles?(
    ids: readonly number[],
    client: ConnectWiseClient,
    signal: AbortSignal,
  ): Promise<readonly SyncProblem[]>;
  /** Of how many records kept here something is still to be fetched, with which later runs go on; none unless told. */
  pending?(): Promise<number>;
}
