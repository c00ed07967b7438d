import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit-log';
import { AuditSealer } from './audit-sealer';
import { ChainSigner } from './chain-signer';
import { ChainStore } from './chain-store';
import { ChainVerifier } from './chain-verifier';

/** Provides {@link AuditLog} and {@link AuditSealer} everywhere. Needs `DatabaseModule` and `CryptoModule`. */
@Global()
@Module({
  providers: [AuditLog, AuditSealer, ChainSigner, ChainStore, ChainVerifier],
  exports: [AuditLog, AuditSealer, ChainSigner],
})
export class AuditModule {}
