import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GrantsModule } from '../grants';
import { RoleChanges } from './role-changes';
import { Role } from './role.entity';
import { RolesEcoflowController } from './roles.ecoflow.controller';
import { RolesOptimaController } from './roles.optima.controller';
import { RolesRepository } from './roles.repository';
import { RolesService } from './roles.service';
import { RoleSeeder } from './seeded-roles';
import { UserRole } from './user-role.entity';

@Module({
  imports: [TypeOrmModule.forFeature([Role, UserRole]), GrantsModule],
  controllers: [RolesOptimaController, RolesEcoflowController],
  providers: [RolesService, RolesRepository, RoleChanges, RoleSeeder],
  exports: [RolesService, RoleChanges],
})
export class RolesModule {}
