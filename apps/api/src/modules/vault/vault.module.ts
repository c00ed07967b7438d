import { Module } from '@nestjs/common';
import { GeneratorModule } from './generator';

/** Secrets of customers, and what makes them. */
@Module({ imports: [GeneratorModule] })
export class VaultModule {}
