import { Module } from '@nestjs/common';
import { CredentialsModule } from '../credentials';
import { CredentialSearchOptimaController } from './credential-search.optima.controller';
import { CredentialSearchRepository } from './credential-search.repository';
import { CredentialSearchService } from './credential-search.service';

@Module({
  imports: [CredentialsModule],
  controllers: [CredentialSearchOptimaController],
  providers: [CredentialSearchService, CredentialSearchRepository],
})
export class CredentialSearchModule {}
