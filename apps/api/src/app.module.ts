import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { AuditLog, AuditModule } from '@app/audit';
import { ContractModule, ContractOptions } from '@app/contract';
import { CryptoModule, type MasterKey } from '@app/crypto';
import { DatabaseModule, toDomainError } from '@app/database';
import { JobsModule } from '@app/jobs';
import { Clock } from '@app/kernel';
import { RealtimeModule } from '@app/realtime';
import { AppConfig, ConfigModule } from './config';
import { clientAddress, type Logger } from './http';
import { CrmModule } from './modules/crm';
import { IdentityModule } from './modules/identity';
import { NetworkModule } from './modules/network';
import { OperationsModule } from './modules/operations';
import { VaultModule } from './modules/vault';
import { RedisModule } from './redis';
import { UpstreamsModule } from './upstreams';

export interface AppModuleOptions {
  readonly config: AppConfig;
  readonly masterKey: MasterKey;
  readonly logger: Logger;
  /** The clock of the process; tests bring one that they can move. */
  readonly clock: Clock;
}

@Global()
@Module({})
class ClockModule {
  static forRoot(clock: Clock): DynamicModule {
    return { module: ClockModule, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] };
  }
}

/** The composition root: what the libraries need, then the areas. */
@Module({})
export class AppModule {
  static forRoot({ config, masterKey, logger, clock }: AppModuleOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        ClockModule.forRoot(clock),
        DatabaseModule.forRoot({ url: config.databaseUrl ?? undefined, dataDir: config.dataDir }),
        CryptoModule.forRoot({ masterKey }),
        AuditModule,
        JobsModule.forRoot({ role: config.role, redisUrl: config.redisUrl ?? undefined, audit: AuditLog }),
        ContractModule.forRoot(
          new ContractOptions({
            gateWrites: config.gateWrites,
            translateError: toDomainError,
            onFault: (err, requestId) => logger.error({ requestId, err }, 'A request failed'),
          }),
        ),
        AccessModule,
        RealtimeModule.forRoot({
          publicUrl: config.publicUrl,
          corsOrigins: config.corsOrigins,
          clientAddress: clientAddress(config),
          redisUrl: config.redisUrl,
        }),
        RedisModule,
        UpstreamsModule,
        IdentityModule,
        CrmModule,
        NetworkModule,
        OperationsModule,
        VaultModule,
      ],
    };
  }
}
