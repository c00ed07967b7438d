import { tmpdir } from 'node:os';
import { AuditLog, AuditModule, AuditSealer } from '@app/audit';
import { CryptoModule, MasterKey } from '@app/crypto';
import { Database, DatabaseModule, Transactions } from '@app/database';
import { PermissionSet } from '@app/kernel';
import type { Actor } from '@app/kernel';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';

/** One process of the product, reduced to its audit log. Its sealer runs on demand until `app.init()`. */
export interface AuditProcess {
  app: TestingModule;
  database: Database;
  transactions: Transactions;
  log: AuditLog;
  sealer: AuditSealer;
  /** Records one row in a transaction of its own. */
  record(message: string): Promise<void>;
}

const ignore = () => undefined;
const silent = { log: ignore, info: ignore, warn: ignore, error: ignore };

export const testMasterKey = MasterKey.of(Buffer.alloc(32, 1));

export const auditActor: Actor = {
  principal: { userId: 'u1', login: 'ada', permissions: PermissionSet.none, kind: 'session', tokenId: 't1' },
  origin: { requestId: 'r1', address: '192.0.2.1', userAgent: 'jest', surface: 'optima' },
};

export async function startAuditProcess(url: string, masterKey = testMasterKey): Promise<AuditProcess> {
  const database = DatabaseModule.forRoot({ url, dataDir: tmpdir(), log: silent });
  const app = await Test.createTestingModule({
    imports: [database, CryptoModule.forRoot({ masterKey }), AuditModule],
  })
    .setLogger(silent)
    .compile();
  const transactions = app.get(Transactions);
  const log = app.get(AuditLog);
  return {
    app,
    database: app.get(Database),
    transactions,
    log,
    sealer: app.get(AuditSealer),
    record: (message) => transactions.run(() => log.record(auditActor, { action: 'test.record', message })),
  };
}
