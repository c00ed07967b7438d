import { Module } from '@nestjs/common';
import { ProcessRateBudget, RateBudget, realTime } from '../../../upstreams/http';
import { ConnectWise } from './connectwise.service';

/** ConnectWise asks for less than a thousand calls a minute; other integrations of the same company want some, too. */
const CALLS_PER_MINUTE = 600;
const BURST = 60;

@Module({
  providers: [
    ConnectWise,
    { provide: RateBudget, useFactory: () => new ProcessRateBudget(realTime, CALLS_PER_MINUTE, BURST) },
  ],
  exports: [ConnectWise],
})
export class ConnectWiseModule {}
