import { Module } from '@nestjs/common';
import { CredentialStoreModule } from '../credential-store';
import { CredentialTypesModule } from '../credential-types';
import { RefusedReveals } from './refused-reveals';
import { RevealsService } from './reveals.service';
import { SecureValueReader } from './secure-value-reader';
import { SecureValuesOptimaController } from './secure-values.optima.controller';

@Module({
  imports: [CredentialStoreModule, CredentialTypesModule],
  controllers: [SecureValuesOptimaController],
  providers: [RefusedReveals, RevealsService, SecureValueReader],
  exports: [RevealsService, SecureValueReader],
})
export class RevealsModule {}
