import { Module } from '@nestjs/common';

/** What the people who run the product need. */
@Module({ imports: [] })
export class OperationsModule {}
