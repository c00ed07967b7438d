import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/database';
import { DomainError } from '@app/kernel';
import type { Kept, SyncResource } from './sync-resource';
import type { SyncProblem } from './sync-run';

export const MAX_MESSAGE = 300;

/** Keeps records each on its own, so that one which the database refuses costs none of the others. */
@Injectable()
export class SingleRecords {
  constructor(private readonly transactions: Transactions) {}

  async keep<T extends { readonly id: number }>(
    resource: SyncResource<T>,
    records: readonly T[],
  ): Promise<{ kept: Kept; problems: SyncProblem[] }> {
    const problems: SyncProblem[] = [];
    let kept: Kept = { created: 0, updated: 0 };
    for (const record of records) {
      try {
        const { created, updated } = await this.transactions.run(() => resource.keep([record]));
        kept = { created: kept.created + created, updated: kept.updated + updated };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        problems.push({ cwId: record.id, message: error.message.slice(0, MAX_MESSAGE) });
      }
    }
    return { kept, problems };
  }
}

/** The database would refuse the same again: the record is at fault, not the moment. */
export const isRefusal = (error: unknown): error is DomainError =>
  error instanceof DomainError && (error.status === 400 || error.status === 409);
