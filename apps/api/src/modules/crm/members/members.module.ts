import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConnectWiseModule } from '../connectwise';
import { SyncModule } from '../sync';
import { MemberDirectory } from './member-directory';
import { Member } from './member.entity';
import { MembersSync } from './members-sync';
import { MembersRepository } from './members.repository';
import { SharedMembers } from './shared-members';
import { UnknownMembers } from './unknown-members';

@Module({
  imports: [TypeOrmModule.forFeature([Member]), ConnectWiseModule, SyncModule],
  providers: [MemberDirectory, SharedMembers, UnknownMembers, MembersRepository, MembersSync],
  exports: [MemberDirectory],
})
export class MembersModule {}
