import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../../identity/users';
import { ConnectWiseModule } from '../connectwise';
import { CustomFieldsModule } from '../custom-fields';
import { MembersModule } from '../members';
import { ProcurementModule } from '../procurement';
import { SyncModule } from '../sync';
import { OpportunityContactsOptimaController } from './contacts/opportunity-contacts.optima.controller';
import { OpportunityContactsService } from './contacts/opportunity-contacts.service';
import { ConnectWiseLookups } from './lookups/connectwise-lookups';
import { NoteAuthors } from './notes/note-authors';
import { OpportunityNotesOptimaController } from './notes/opportunity-notes.optima.controller';
import { OpportunityNotesService } from './notes/opportunity-notes.service';
import { OpportunitiesOptimaController } from './opportunities/opportunities.optima.controller';
import { OpportunitiesRepository } from './opportunities/opportunities.repository';
import { OpportunitiesService } from './opportunities/opportunities.service';
import { OpportunitiesSync } from './opportunities/opportunities-sync';
import { OpportunityDirectory } from './opportunities/opportunity-directory';
import { OpportunityHydration } from './opportunities/opportunity-hydration';
import { Opportunity } from './opportunities/opportunity.entity';
import { OpportunityProductsOptimaController } from './products/opportunity-products.optima.controller';
import { OpportunityProductsService } from './products/opportunity-products.service';
import { OpportunityTypesOptimaController } from './types/opportunity-types.optima.controller';
import { OpportunityTypesService } from './types/opportunity-types.service';

@Module({
  imports: [
    ...[TypeOrmModule.forFeature([Opportunity]), ConnectWiseModule, SyncModule, ProcurementModule, UsersModule],
    ...[MembersModule, CustomFieldsModule],
  ],
  controllers: [
    OpportunityTypesOptimaController,
    OpportunitiesOptimaController,
    OpportunityProductsOptimaController,
    OpportunityNotesOptimaController,
    OpportunityContactsOptimaController,
  ],
  providers: [
    ...[ConnectWiseLookups, OpportunitiesRepository, OpportunityDirectory, OpportunityHydration, OpportunitiesService],
    ...[OpportunitiesSync, OpportunityTypesService, OpportunityContactsService, NoteAuthors, OpportunityNotesService],
    OpportunityProductsService,
  ],
})
export class SalesModule {}
