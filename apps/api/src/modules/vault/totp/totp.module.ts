import { Module } from '@nestjs/common';
import { RevealsModule } from '../reveals';
import { TotpOptimaController } from './totp.optima.controller';
import { TotpService } from './totp.service';

@Module({ imports: [RevealsModule], controllers: [TotpOptimaController], providers: [TotpService] })
export class TotpModule {}
