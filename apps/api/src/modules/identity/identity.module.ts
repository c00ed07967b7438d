import { Module } from '@nestjs/common';
import { AuthModule } from './auth';
import { FirstRunModule } from './first-run';
import { GrantsModule } from './grants';
import { LiveModule } from './live';
import { PermissionsModule } from './permissions';
import { RolesModule } from './roles';
import { SessionsModule } from './sessions';
import { UsersModule } from './users';

/** Who may sign in, and what they may do. */
@Module({
  imports: [AuthModule, FirstRunModule, GrantsModule, LiveModule, PermissionsModule, RolesModule, SessionsModule, UsersModule],
})
export class IdentityModule {}
