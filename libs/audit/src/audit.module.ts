import { Global, Module } from '@nestjs/common';
import { AuditAdditions } from './audit-additions';
import { AuditLog } from './audit-log';
import { AuditSealer } from './audit-sealer';
import { ChainKeys } from './chain-keys';
import { ChainSigner } from './chain-signer';
import { ChainStore } from './chain-store';
import { ChainVerifier } from './chain-verifier';

/** Provides {@link AuditLog}, {@link AuditAdditions} and {@link AuditSealer} everywhere. Needs `DatabaseModule` and `CryptoModule`. */
@Global()
@Module({
  providers: [AuditAdditions, AuditLog, AuditSealer, ChainKeys, ChainSigner, ChainStore, ChainVerifier],
  exports: [AuditAdditions, AuditLog, AuditSealer, ChainSigner],
})
export class AuditModule {}
