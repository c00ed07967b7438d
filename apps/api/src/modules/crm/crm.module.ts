import { Module } from '@nestjs/common';
import { CompaniesModule } from './companies';

/** Whom the business serves, and what it offers them. */
@Module({ imports: [CompaniesModule] })
export class CrmModule {}
