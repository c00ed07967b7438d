import { Module } from '@nestjs/common';
import { ValueTypesOptimaController } from './value-types.optima.controller';

@Module({ controllers: [ValueTypesOptimaController] })
export class ValueTypesModule {}
