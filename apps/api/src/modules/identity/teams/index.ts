export { avatarOf } from './avatar';
export { TeamsModule } from './teams.module';
