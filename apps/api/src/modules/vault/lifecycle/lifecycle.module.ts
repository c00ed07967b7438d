import { Module } from '@nestjs/common';
import { CredentialStoreModule } from '../credential-store';
import { CredentialTypesModule } from '../credential-types';
import { LifecycleOptimaController } from './lifecycle.optima.controller';
import { LifecycleRepository } from './lifecycle.repository';
import { LifecycleService } from './lifecycle.service';
import { StaleCredentialsOptimaController } from './stale-credentials.optima.controller';
import { StaleCredentialsService } from './stale-credentials.service';
import { TypePoliciesOptimaController } from './type-policies.optima.controller';
import { TypePoliciesService } from './type-policies.service';

@Module({
  imports: [CredentialStoreModule, CredentialTypesModule],
  controllers: [LifecycleOptimaController, StaleCredentialsOptimaController, TypePoliciesOptimaController],
  providers: [LifecycleService, LifecycleRepository, StaleCredentialsService, TypePoliciesService],
})
export class LifecycleModule {}
