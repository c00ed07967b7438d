import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MasterKeyCheck } from './master-key-check.entity';
import { MasterKeyProof } from './master-key-proof';
import { SealedTexts } from './sealed-texts';

/** Which secrets the master key seals, and whether it is the right one. */
@Module({
  imports: [TypeOrmModule.forFeature([MasterKeyCheck])],
  providers: [MasterKeyProof, SealedTexts],
  exports: [MasterKeyProof, SealedTexts],
})
export class MasterKeyModule {}
