import { Global, Module } from '@nestjs/common';
import { FirstRunPolicy } from '@app/access';
import { UsersModule } from '../users';
import { DemoUsers } from './demo-users';
import { FirstRunGate } from './first-run-gate';
import { FirstUsers } from './first-users';
import { SetupToken } from './setup-token';
import { StartNotices } from './start-notices';

/** How an empty product gets its users. Global, since the access guard asks whether first-run routes are open. */
@Global()
@Module({
  imports: [UsersModule],
  providers: [SetupToken, StartNotices, DemoUsers, FirstUsers, { provide: FirstRunPolicy, useClass: FirstRunGate }],
  exports: [FirstRunPolicy],
})
export class FirstRunModule {}
