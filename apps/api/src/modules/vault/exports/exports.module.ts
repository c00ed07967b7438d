import { Module } from '@nestjs/common';
import { CompaniesModule } from '../../crm/companies';
import { CredentialStoreModule } from '../credential-store';
import { CredentialTypesModule } from '../credential-types';
import { TransferStoreModule } from '../transfer-store';
import { ExportPages } from './export-pages';
import { ExportRules } from './export-rules';
import { ExportJob } from './export.job';
import { ExportsOptimaController } from './exports.optima.controller';
import { ExportsRepository } from './exports.repository';
import { ExportsService } from './exports.service';

@Module({
  imports: [CompaniesModule, CredentialStoreModule, CredentialTypesModule, TransferStoreModule],
  controllers: [ExportsOptimaController],
  providers: [ExportsService, ExportsRepository, ExportPages, ExportRules, ExportJob],
})
export class ExportsModule {}
