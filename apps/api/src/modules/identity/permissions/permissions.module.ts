import { Module } from '@nestjs/common';
import './permissions.permissions';
import { PermissionRegistry } from './permission-registry.service';
import { PermissionsOptimaController } from './permissions.optima.controller';

@Module({ controllers: [PermissionsOptimaController], providers: [PermissionRegistry] })
export class PermissionsModule {}
