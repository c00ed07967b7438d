import { Module } from '@nestjs/common';
import { CredentialTypesModule } from './credential-types';
import { CredentialsModule } from './credentials';
import { ExportsModule } from './exports';
import { GeneratorModule } from './generator';
import { HistoryModule } from './history';
import { ImportsModule } from './imports';
import { KeyRotationModule } from './key-rotation';
import { LifecycleModule } from './lifecycle';
import { RevealsModule } from './reveals';
import { CredentialSearchModule } from './search';
import { CredentialSharesModule } from './shares';
import { TotpModule } from './totp';
import { TransferStoreModule } from './transfer-store';
import { ValueTypesModule } from './value-types';

/** Credentials of companies: sealed, gated, and every reading of a secret on record. */
@Module({
  imports: [
    CredentialSearchModule,
    CredentialSharesModule,
    CredentialTypesModule,
    CredentialsModule,
    ExportsModule,
    GeneratorModule,
    HistoryModule,
    ImportsModule,
    KeyRotationModule,
    LifecycleModule,
    RevealsModule,
    TotpModule,
    TransferStoreModule,
    ValueTypesModule,
  ],
})
export class VaultModule {}
