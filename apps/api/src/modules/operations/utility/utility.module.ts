import { Module } from '@nestjs/common';
import { UtilityOptimaController } from './utility.optima.controller';

/** Seed 002, section "Utility Routes". */
@Module({ controllers: [UtilityOptimaController] })
export class UtilityModule {}
