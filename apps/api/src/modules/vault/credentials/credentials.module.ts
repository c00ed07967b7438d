import { Module } from '@nestjs/common';
import { CompaniesModule } from '../../crm/companies';
import { CredentialStoreModule } from '../credential-store';
import { CredentialTypesModule } from '../credential-types';
import { CredentialReader } from './credential-reader';
import { CredentialValues } from './credential-values';
import { CredentialWriter } from './credential-writer';
import {
  CredentialFieldsOptimaController,
  CredentialsOfTypeOptimaController,
  CredentialsOptimaController,
} from './credentials.optima.controller';
import { CredentialsRepository } from './credentials.repository';
import { CredentialsService } from './credentials.service';
import { DemoCredentials } from './demo-credentials';
import { SubCredentialsOptimaController } from './sub-credentials.optima.controller';
import { SubCredentialsService } from './sub-credentials.service';

@Module({
  imports: [CompaniesModule, CredentialStoreModule, CredentialTypesModule],
  controllers: [
    CredentialsOptimaController,
    CredentialFieldsOptimaController,
    CredentialsOfTypeOptimaController,
    SubCredentialsOptimaController,
  ],
  providers: [
    CredentialsService,
    SubCredentialsService,
    CredentialsRepository,
    CredentialReader,
    CredentialValues,
    CredentialWriter,
    DemoCredentials,
  ],
  exports: [CredentialsService, CredentialReader],
})
export class CredentialsModule {}
