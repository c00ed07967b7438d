import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailModule } from '../mail';
import { TokensModule } from '../tokens';
import { UsersModule } from '../users';
import { InvitationMails } from './invitation-mails';
import { InvitationsFlowfuseController } from './invitations.flowfuse.controller';
import { InvitationsRepository } from './invitations.repository';
import { InvitationsService } from './invitations.service';
import { MembersFlowfuseController } from './members.flowfuse.controller';
import { MembersRepository } from './members.repository';
import { MembersService } from './members.service';
import { ReceivedInvitationsService } from './received-invitations.service';
import { SoleOwners } from './sole-owners';
import { TeamAccess } from './team-access';
import { TeamInvitation } from './team-invitation.entity';
import { TeamMember } from './team-member.entity';
import { Team } from './team.entity';
import { TeamsFlowfuseController } from './teams.flowfuse.controller';
import { TeamsRepository } from './teams.repository';
import { TeamsService } from './teams.service';
import { UserInvitationsFlowfuseController } from './user-invitations.flowfuse.controller';

/** The order of the controllers counts: `teams/slug/:slug` stands before `teams/:teamId/members`. */
@Module({
  imports: [TypeOrmModule.forFeature([Team, TeamMember, TeamInvitation]), MailModule, TokensModule, UsersModule],
  controllers: [
    TeamsFlowfuseController,
    MembersFlowfuseController,
    InvitationsFlowfuseController,
    UserInvitationsFlowfuseController,
  ],
  providers: [
    ...[TeamAccess, TeamsService, TeamsRepository],
    ...[MembersService, MembersRepository, SoleOwners],
    ...[InvitationsService, InvitationsRepository, InvitationMails, ReceivedInvitationsService],
  ],
  exports: [TeamAccess, TeamsService, MembersService],
})
export class TeamsModule {}
