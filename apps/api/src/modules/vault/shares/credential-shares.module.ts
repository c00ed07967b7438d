import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { pageAssets } from '../../../http/page-assets';
import { GrantsModule } from '../../identity/grants';
import { CredentialTypesModule } from '../credential-types';
import { RevealsModule } from '../reveals';
import { CredentialShare } from './credential-share.entity';
import { CredentialShareSweeper } from './credential-share-sweeper';
import { CredentialSharesOptimaController } from './credential-shares.optima.controller';
import { CredentialSharesRepository } from './credential-shares.repository';
import { CredentialSharesService } from './credential-shares.service';
import { sharePageAssets } from './share-page';
import { SharedCredentialOptimaController } from './shared-credential.optima.controller';

@Module({
  imports: [TypeOrmModule.forFeature([CredentialShare]), CredentialTypesModule, GrantsModule, RevealsModule],
  controllers: [CredentialSharesOptimaController, SharedCredentialOptimaController],
  providers: [CredentialSharesService, CredentialSharesRepository, CredentialShareSweeper],
})
export class CredentialSharesModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(pageAssets(sharePageAssets)).forRoutes(...Object.keys(sharePageAssets));
  }
}
