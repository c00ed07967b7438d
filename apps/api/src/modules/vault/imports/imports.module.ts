import { Module } from '@nestjs/common';
import { CompaniesModule } from '../../crm/companies';
import { CredentialTypesModule } from '../credential-types';
import { CredentialsModule } from '../credentials';
import { TransferStoreModule } from '../transfer-store';
import { ImportBatch } from './import-batch';
import { ImportJob } from './import.job';
import { ImportsOptimaController } from './imports.optima.controller';
import { ImportsService } from './imports.service';

@Module({
  imports: [CompaniesModule, CredentialsModule, CredentialTypesModule, TransferStoreModule],
  controllers: [ImportsOptimaController],
  providers: [ImportsService, ImportBatch, ImportJob],
})
export class ImportsModule {}
