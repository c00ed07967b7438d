export { PersonalAccessToken } from './personal-access-token.entity';
export { TokenError } from './tokens.errors';
export { TokensModule } from './tokens.module';
export { TokensService } from './tokens.service';
