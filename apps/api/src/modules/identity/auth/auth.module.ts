import { Global, Module } from '@nestjs/common';
import { PrincipalSource } from '@app/kernel';
import { RefreshCookieAuthenticator } from '@app/realtime';
import { GrantsModule } from '../grants';
import { SessionsModule } from '../sessions';
import { CredentialRevocation, UsersModule } from '../users';
import { BearerPrincipals } from './bearer-principals';
import { OauthBeaverController } from './beaver/oauth.beaver.controller';
import { OauthTokens } from './beaver/oauth-tokens.service';
import { SelfRegistration } from './beaver/self-registration';
import { UsersBeaverController } from './beaver/users.beaver.controller';
import { CredentialsRevoker } from './credentials-revoker';
import { AuthEcoflowController } from './ecoflow/auth.ecoflow.controller';
import { BrowserSessions } from './ecoflow/browser-sessions';
import { InitEcoflowController, ServerEcoflowController } from './ecoflow/status.ecoflow.controllers';
import { TokenClaimsReader } from './ecoflow/token-claims';
import { AuthLibertyController } from './liberty/auth.liberty.controller';
import { EncryptionLibertyController } from './liberty/encryption.liberty.controller';
import { LibertyLogin } from './liberty/liberty-login.service';
import { LibertyUsers } from './liberty/liberty-users.service';
import { TextEncryption } from './liberty/text-encryption';
import { AuthOptimaController } from './optima/auth.optima.controller';
import { PasswordLogin } from './password-login.service';
import { RefreshCookie } from './refresh-cookie';
import { RefreshCookiePrincipals } from './refresh-cookie-principals';
import { SignOut } from './sign-out.service';
import { TrustedOrigins } from './trusted-origins';

/** Signing in and out on every surface. Global: the guard, the sockets and the users need what it provides. */
@Global()
@Module({
  imports: [GrantsModule, SessionsModule, UsersModule],
  controllers: [
    AuthOptimaController,
    AuthEcoflowController,
    InitEcoflowController,
    ServerEcoflowController,
    AuthLibertyController,
    EncryptionLibertyController,
    OauthBeaverController,
    UsersBeaverController,
  ],
  providers: [
    ...[PasswordLogin, SignOut, RefreshCookie, TrustedOrigins],
    ...[BrowserSessions, TokenClaimsReader, LibertyLogin, LibertyUsers, TextEncryption],
    ...[OauthTokens, SelfRegistration],
    { provide: PrincipalSource, useClass: BearerPrincipals },
    { provide: CredentialRevocation, useClass: CredentialsRevoker },
    { provide: RefreshCookieAuthenticator, useClass: RefreshCookiePrincipals },
  ],
  exports: [PrincipalSource, CredentialRevocation, RefreshCookieAuthenticator],
})
export class AuthModule {}
