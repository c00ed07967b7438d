import { Module } from '@nestjs/common';
import { UtilityOptimaController } from './utility.optima.controller';

/** Optima API Routes Documentation, section "Utility Routes". */
@Module({ controllers: [UtilityOptimaController] })
export class UtilityModule {}
