import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CredentialStoreModule } from '../credential-store';
import { CredentialType } from './credential-type.entity';
import { CredentialTypesOptimaController } from './credential-types.optima.controller';
import { CredentialTypesRepository } from './credential-types.repository';
import { CredentialTypesService } from './credential-types.service';
import { ReadingRules } from './reading-rules';
import { StoredValues } from './stored-values';

@Module({
  imports: [TypeOrmModule.forFeature([CredentialType]), CredentialStoreModule],
  controllers: [CredentialTypesOptimaController],
  providers: [CredentialTypesService, CredentialTypesRepository, ReadingRules, StoredValues],
  exports: [CredentialTypesService, ReadingRules],
})
export class CredentialTypesModule {}
