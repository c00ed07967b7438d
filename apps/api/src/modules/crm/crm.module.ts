import { Module } from '@nestjs/common';
import { CallbacksModule } from './callbacks';
import { CompaniesModule } from './companies';
import { ProcurementModule } from './procurement';
import { SalesModule } from './sales';
import { SyncModule } from './sync';

/** Whom the business serves, and what it offers them. */
@Module({ imports: [CompaniesModule, ProcurementModule, SalesModule, SyncModule, CallbacksModule] })
export class CrmModule {}
