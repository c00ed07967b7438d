import { Module } from '@nestjs/common';
import { UnifiModule } from './unifi';

/** The networks that are looked after. */
@Module({ imports: [UnifiModule] })
export class NetworkModule {}
