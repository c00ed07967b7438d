import { Module } from '@nestjs/common';
import { AccountModule } from './account';
import { AuthModule } from './auth';
import { FirstRunModule } from './first-run';
import { GrantsModule } from './grants';
import { LiveModule } from './live';
import { OidcModule } from './oidc';
import { PermissionsModule } from './permissions';
import { RolesModule } from './roles';
import { SessionsModule } from './sessions';
import { TeamsModule } from './teams';
import { TokensModule } from './tokens';
import { UsersModule } from './users';

/** Who may sign in, and what they may do. */
@Module({
  imports: [
    AccountModule,
    AuthModule,
    FirstRunModule,
    GrantsModule,
    LiveModule,
    OidcModule,
    PermissionsModule,
    RolesModule,
    SessionsModule,
    TeamsModule,
    TokensModule,
    UsersModule,
  ],
})
export class IdentityModule {}
