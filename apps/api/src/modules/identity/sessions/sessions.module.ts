import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GrantsModule } from '../grants';
import { AccessTokens } from './access-tokens.service';
import { RefreshToken } from './refresh-token.entity';
import { SessionEndings } from './session-endings';
import { SessionPrincipals } from './session-principals';
import { SessionSweeper } from './session-sweeper';
import { Session } from './session.entity';
import { Sessions } from './sessions.service';
import { SessionsRepository } from './sessions.repository';
import { SigningKey } from './signing-key.entity';
import { SigningKeys } from './signing-keys.service';

@Module({
  imports: [TypeOrmModule.forFeature([Session, RefreshToken, SigningKey]), GrantsModule],
  providers: [
    AccessTokens,
    SessionEndings,
    SessionPrincipals,
    Sessions,
    SessionsRepository,
    SessionSweeper,
    SigningKeys,
  ],
  exports: [AccessTokens, SessionEndings, SessionPrincipals, Sessions],
})
export class SessionsModule {}
