import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompanyNames } from './company-names';
import { CredentialTransfer, CredentialTransferChunk } from './credential-transfer.entity';
import { TransferStore } from './transfer-store';
import { TransferSweep } from './transfer-sweep';

/** What imports and exports share: texts on their way, and how a file names things. */
@Module({
  imports: [TypeOrmModule.forFeature([CredentialTransfer, CredentialTransferChunk])],
  providers: [TransferStore, TransferSweep, CompanyNames],
  exports: [TransferStore, CompanyNames],
})
export class TransferStoreModule {}
