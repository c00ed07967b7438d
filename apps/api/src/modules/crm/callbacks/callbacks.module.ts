import { Module } from '@nestjs/common';
import { ConnectWiseModule } from '../connectwise';
import { SyncModule } from '../sync';
import { CallbackAddress } from './callback-address';
import { CallbackRegistration } from './callback-registration';
import { CallbackVerifier } from './callback-verifier';
import { CallbacksOptimaController } from './callbacks.optima.controller';
import { CallbacksService } from './callbacks.service';
import { HintedRecords } from './hinted-records';
import { HintsRepository } from './hints.repository';
import { SigningKeys } from './signing-keys';

@Module({
  imports: [ConnectWiseModule, SyncModule],
  controllers: [CallbacksOptimaController],
  providers: [
    ...[CallbacksService, CallbackVerifier, CallbackAddress, SigningKeys],
    ...[HintedRecords, HintsRepository, CallbackRegistration],
  ],
})
export class CallbacksModule {}
