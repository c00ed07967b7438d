import { Global, Module } from '@nestjs/common';
import { RateBudgets } from './budgets/rate-budgets';
import { Circuits } from './http';

/** What the ways to other systems have in common. */
@Global()
@Module({ providers: [RateBudgets, Circuits], exports: [RateBudgets, Circuits] })
export class UpstreamsModule {}
