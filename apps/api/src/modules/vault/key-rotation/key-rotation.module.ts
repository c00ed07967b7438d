import { Module } from '@nestjs/common';
import { MasterKeyModule } from '../../operations/master-key';
import { KeyRotationJob } from './key-rotation.job';
import { KeyRotationOptimaController } from './key-rotation.optima.controller';
import { KeyRotationService } from './key-rotation.service';

@Module({
  imports: [MasterKeyModule],
  controllers: [KeyRotationOptimaController],
  providers: [KeyRotationService, KeyRotationJob],
})
export class KeyRotationModule {}
