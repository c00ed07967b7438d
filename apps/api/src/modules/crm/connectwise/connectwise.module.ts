import { Module } from '@nestjs/common';
import { RateBudgets } from '../../../upstreams';
import { RateBudget } from '../../../upstreams/http';
import { ConnectWise } from './connectwise.service';

/** ConnectWise asks for less than a thousand calls a minute; other integrations of the same company want some, too. */
const SIZE = { perMinute: 600, burst: 60 };

@Module({
  providers: [
    ConnectWise,
    {
      provide: RateBudget,
      useFactory: (budgets: RateBudgets) => budgets.create('connectwise', SIZE),
      inject: [RateBudgets],
    },
  ],
  exports: [ConnectWise],
})
export class ConnectWiseModule {}
