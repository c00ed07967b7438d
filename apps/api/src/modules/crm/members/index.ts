export { MemberDirectory } from './member-directory';
export { MembersModule } from './members.module';
export type { MemberRecord } from './members.repository';
