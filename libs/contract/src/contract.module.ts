import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { ContractOptions } from './answers/contract-options';
import { ErrorFilter } from './answers/error.filter';
import { InputPipe } from './properties';
import { RouteTable } from './routing/route-table';

/** Envelopes, errors and input checks for every surface. */
@Global()
@Module({})
export class ContractModule {
  static forRoot(options: ContractOptions): DynamicModule {
    return {
      module: ContractModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: ContractOptions, useValue: options },
        RouteTable,
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_PIPE, useClass: InputPipe },
      ],
      exports: [RouteTable, ContractOptions],
    };
  }
}
