import { Module } from '@nestjs/common';
import { EffectivePermissions } from './effective-permissions.service';

/** What users are granted, as far as roles and users both need it. */
@Module({ providers: [EffectivePermissions], exports: [EffectivePermissions] })
export class GrantsModule {}
