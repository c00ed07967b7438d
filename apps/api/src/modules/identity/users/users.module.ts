import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GrantsModule } from '../grants';
import { RolesModule } from '../roles';
import { AccountEcoflowController } from './account.ecoflow.controller';
import { AccountOptimaController } from './account.optima.controller';
import { AccountsService } from './accounts.service';
import { EcoflowAccount } from './ecoflow-account.service';
import { MembershipsOptimaController } from './memberships.optima.controller';
import { Registration } from './registration.service';
import { UserChanges } from './user-changes';
import { UserDeletionRules } from './user-deletion-rules';
import { UserWriter } from './user-writer';
import { User } from './user.entity';
import { UsersEcoflowController } from './users.ecoflow.controller';
import { UsersOptimaController } from './users.optima.controller';
import { UsersRepository } from './users.repository';
import { UsersService } from './users.service';

/** Needs a `CredentialRevocation`, which a global module of whoever issues credentials provides. */
@Module({
  imports: [TypeOrmModule.forFeature([User]), GrantsModule, RolesModule],
  controllers: [
    AccountOptimaController,
    UsersOptimaController,
    MembershipsOptimaController,
    AccountEcoflowController,
    UsersEcoflowController,
  ],
  providers: [
    AccountsService,
    EcoflowAccount,
    Registration,
    UserChanges,
    UserDeletionRules,
    UsersRepository,
    UsersService,
    UserWriter,
  ],
  exports: [AccountsService, Registration, UserChanges, UserDeletionRules, UsersService],
})
export class UsersModule {}
