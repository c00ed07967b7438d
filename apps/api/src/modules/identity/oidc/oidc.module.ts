import { Global, Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { pageAssets } from '../../../http/page-assets';
import { IdTokenVerifier } from '../auth';
import { GrantsModule } from '../grants';
import { SessionsModule } from '../sessions';
import { UsersModule } from '../users';
import { OidcIdTokenVerifier } from './id-token-verifier';
import { OidcClient } from './oidc-client';
import { OidcProviders } from './oidc-provider';
import { OidcUsers } from './oidc-users.service';
import { OidcOptimaController } from './oidc.optima.controller';
import { signInAssets } from './sign-in-assets';
import { SignInCookie } from './sign-in-cookie';
import { SignInSweeper } from './sign-in-sweeper';
import { SignIn } from './sign-in.entity';
import { SignInsRepository } from './sign-ins.repository';
import { SignIns } from './sign-ins.service';
import { UserIdentitiesOptimaController } from './user-identities.optima.controller';
import { UserIdentitiesRepository } from './user-identities.repository';
import { UserIdentities } from './user-identities.service';
import { UserIdentity } from './user-identity.entity';

/** Global, as the login of another surface takes id_tokens of the same provider. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([SignIn, UserIdentity]), GrantsModule, SessionsModule, UsersModule],
  controllers: [OidcOptimaController, UserIdentitiesOptimaController],
  providers: [
    { provide: IdTokenVerifier, useClass: OidcIdTokenVerifier },
    OidcClient,
    OidcProviders,
    OidcUsers,
    SignInCookie,
    SignIns,
    SignInsRepository,
    SignInSweeper,
    UserIdentities,
    UserIdentitiesRepository,
  ],
  exports: [IdTokenVerifier],
})
export class OidcModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(pageAssets(signInAssets)).forRoutes(...Object.keys(signInAssets));
  }
}
