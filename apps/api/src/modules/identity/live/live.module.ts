import { Module } from '@nestjs/common';
import { EcoflowSessionFacts } from '@app/realtime';
import { GrantsModule } from '../grants';
import { RolesModule } from '../roles';
import { SessionsModule } from '../sessions';
import { UsersModule } from '../users';
import { EcoflowFacts } from './ecoflow-facts.service';
import { LiveIdentity } from './live-identity';
import { RolePanels } from './role-panels';
import { UserPanels } from './user-panels';

/** Identity on the sockets: what they ask, and what they are told. */
@Module({
  imports: [GrantsModule, RolesModule, SessionsModule, UsersModule],
  providers: [LiveIdentity, RolePanels, UserPanels, { provide: EcoflowSessionFacts, useClass: EcoflowFacts }],
})
export class LiveModule {}
