import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { MasterKey } from '@app/crypto';
import { Transactions } from '@app/database';
import { JobQueue } from '@app/jobs';
import type { Actor } from '@app/kernel';
import { SealedTexts, type KeyVersionCount } from '../../operations/master-key';
import { keyRotation } from './key-rotation.definition';

export interface KeyRotation {
  readonly currentVersion: number;
  readonly versions: KeyVersionCount[];
  readonly waiting: number;
}

@Injectable()
export class KeyRotationService {
  constructor(
    private readonly texts: SealedTexts,
    private readonly masterKey: MasterKey,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** Which secrets still wait for the newest version of the master key. */
  async state(): Promise<KeyRotation> {
    const { currentVersion } = this.masterKey;
    const versions = await this.texts.counts();
    const waiting = versions.reduce(
      (sum, { version, secrets }) => (version === currentVersion ? sum : sum + secrets),
      0,
    );
    return { currentVersion, versions, waiting };
  }

  /** @throws 409 while one runs */
  async start(actor: Actor): Promise<{ jobId: string; waiting: number }> {
    const { currentVersion, waiting, versions } = await this.state();
    return this.transactions.run(async () => {
      const input = { toVersion: currentVersion, waiting };
      const options = { flightKey: keyRotation.kind, progress: { done: 0, total: waiting } };
      const { id } = await this.queue.enqueue(actor, keyRotation, input, options);
      await this.audit.record(actor, {
        action: 'credential.key.rotate',
        target: { type: 'job', id },
        message: `A rotation to version ${currentVersion} of the master key was started`,
        level: 'warning',
        after: { currentVersion, versions },
      });
      return { jobId: id, waiting };
    });
  }
}
