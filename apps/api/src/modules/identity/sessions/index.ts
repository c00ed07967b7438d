export { AccessTokens, type AccessClaims } from './access-tokens.service';
export { SessionEndings, type SessionEnding } from './session-endings';
export { SessionError } from './session.errors';
export { SessionPrincipals } from './session-principals';
export { Sessions, type IssuedTokens, type SessionOwner } from './sessions.service';
export { SessionsModule } from './sessions.module';
export type { SessionKind } from './session.entity';
