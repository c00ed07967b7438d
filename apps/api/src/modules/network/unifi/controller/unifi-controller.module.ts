import { Module } from '@nestjs/common';
import { UnifiController } from './unifi-controller.service';

@Module({ providers: [UnifiController], exports: [UnifiController] })
export class UnifiControllerModule {}
