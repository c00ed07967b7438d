import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonalTokenPrincipals, PersonalTokens } from '../auth';
import { GrantsModule } from '../grants';
import { SessionsModule } from '../sessions';
import { ExpiredTokens } from './expired-tokens';
import { LastUsedStamps } from './last-used-stamps';
import { PersonalAccessToken } from './personal-access-token.entity';
import { StoredTokenPrincipals } from './stored-token-principals';
import { TokenKeeper } from './token-keeper';
import { TokenTeam } from './token-team.entity';
import { TokensFlowfuseController } from './tokens.flowfuse.controller';
import { TokensRepository } from './tokens.repository';
import { TokensService } from './tokens.service';

/** Global for the two ports that signing in declares. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([PersonalAccessToken, TokenTeam]), GrantsModule, SessionsModule],
  controllers: [TokensFlowfuseController],
  providers: [
    ExpiredTokens,
    LastUsedStamps,
    TokensRepository,
    TokensService,
    { provide: PersonalTokenPrincipals, useClass: StoredTokenPrincipals },
    { provide: PersonalTokens, useClass: TokenKeeper },
  ],
  exports: [TokensService, PersonalTokenPrincipals, PersonalTokens],
})
export class TokensModule {}
