import { Module } from '@nestjs/common';
import { AccountFlowfuseController } from './account.flowfuse.controller';
import { CurrentUserRepository } from './current-user.repository';
import { SettingsFlowfuseController } from './settings.flowfuse.controller';

/** What FlowFuse's clients ask about the signed-in account and the installation. */
@Module({
  controllers: [AccountFlowfuseController, SettingsFlowfuseController],
  providers: [CurrentUserRepository],
})
export class AccountModule {}
