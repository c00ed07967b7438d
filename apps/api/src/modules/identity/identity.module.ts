import { Module } from '@nestjs/common';
import { GrantsModule } from './grants';
import { PermissionsModule } from './permissions';
import { RolesModule } from './roles';
import { SessionsModule } from './sessions';

/** Who may sign in, and what they may do. */
@Module({ imports: [GrantsModule, PermissionsModule, RolesModule, SessionsModule] })
export class IdentityModule {}
