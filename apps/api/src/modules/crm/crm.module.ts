import { Module } from '@nestjs/common';
import { CallbacksModule } from './callbacks';
import { CompaniesModule } from './companies';
import { CustomFieldsModule } from './custom-fields';
import { MembersModule } from './members';
import { ProcurementModule } from './procurement';
import { SalesModule } from './sales';
import { SyncModule } from './sync';

/** Whom the business serves, and what it offers them. */
@Module({
  imports: [
    CompaniesModule,
    CustomFieldsModule,
    MembersModule,
    ProcurementModule,
    SalesModule,
    SyncModule,
    CallbacksModule,
  ],
})
export class CrmModule {}
