import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GrantsModule } from '../grants';
import { RoleChanges } from './role-changes';
import { Role } from './role.entity';
import { RolesOptimaController } from './roles.optima.controller';
import { RolesRepository } from './roles.repository';
import { RolesService } from './roles.service';
import { UserRole } from './user-role.entity';

@Module({
  imports: [TypeOrmModule.forFeature([Role, UserRole]), GrantsModule],
  controllers: [RolesOptimaController],
  providers: [RolesService, RolesRepository, RoleChanges],
  exports: [RolesService, RoleChanges],
})
export class RolesModule {}
