import { Module } from '@nestjs/common';
import { GeneratorOptimaController } from './generator.optima.controller';

@Module({ controllers: [GeneratorOptimaController] })
export class GeneratorModule {}
