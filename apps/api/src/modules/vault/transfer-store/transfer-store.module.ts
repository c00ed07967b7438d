import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompanyNames } from './company-names';
import { CredentialTransfer, CredentialTransferChunk, CredentialTransferRow } from './credential-transfer.entity';
import { ImportedRows } from './imported-rows';
import { TransferStore } from './transfer-store';
import { TransferSweep } from './transfer-sweep';

/** What imports and exports share: texts on their way, and how a file names things. */
@Module({
  imports: [TypeOrmModule.forFeature([CredentialTransfer, CredentialTransferChunk, CredentialTransferRow])],
  providers: [TransferStore, TransferSweep, CompanyNames, ImportedRows],
  exports: [TransferStore, CompanyNames, ImportedRows],
})
export class TransferStoreModule {}
