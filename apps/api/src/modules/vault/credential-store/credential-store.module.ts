import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Credential } from './credential.entity';
import { SecureValueStore } from './secure-value-store';
import { SecureValue } from './secure-value.entity';

/** What is stored of credentials, below the rules for their types and for themselves. */
@Module({
  imports: [TypeOrmModule.forFeature([Credential, SecureValue])],
  providers: [SecureValueStore],
  exports: [SecureValueStore],
})
export class CredentialStoreModule {}
