export { AuthModule } from './auth.module';
export {
  IdTokenVerifier,
  PERSONAL_TOKEN_PREFIX,
  PersonalTokenPrincipals,
  PersonalTokens,
  type TokenLifetime,
} from './ports';
