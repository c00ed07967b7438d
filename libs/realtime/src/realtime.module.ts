import type { Server } from 'node:http';
import { Global, Module, type DynamicModule, type INestApplication, type Provider } from '@nestjs/common';
import { SecretBox } from '@app/crypto';
import { Broadcast, Clock, InProcessBroadcast } from '@app/kernel';
import { AnonymousQuota } from './authentication/anonymous-quota';
import { LiveSockets } from './authentication/live-sockets';
import { OriginPolicy } from './authentication/origin-policy';
import { SocketAdmission } from './authentication/socket-admission';
import { SocketAuthenticator } from './authentication/socket-authenticator';
import { ExchangeEndpoint } from './beaver/exchange-endpoint';
import { ExchangeEvents } from './beaver/exchange-events';
import { EcoflowEvents } from './ecoflow/ecoflow-events';
import { EcoflowGateway } from './ecoflow/ecoflow.gateway';
import { RealtimeAdapter } from './listener/realtime.adapter';
import { UpgradeListener } from './listener/upgrade-listener';
import { RecordLocks } from './locks/record-locks';
import { DefaultEvents } from './namespaces/default-events';
import { DefaultGateway } from './namespaces/default.gateway';
import { FlowsGateway } from './namespaces/flows.gateway';
import { TelemetryEvents } from './namespaces/telemetry-events';
import { TelemetryGateway } from './namespaces/telemetry.gateway';
import { RealtimeConfig, type RealtimeOptions } from './realtime.options';
import { RedisBroadcast } from './redis/redis-broadcast';
import { RedisLink } from './redis/redis-link';
import { RedisRecordLocks } from './redis/redis-record-locks';
import { RedisSignInDelivery } from './redis/redis-sign-in-delivery';
import { InProcessSignInDelivery } from './sign-in/in-process-sign-in-delivery';
import { SignInDelivery } from './sign-in/sign-in-delivery';

const withinOneProcess: Provider[] = [
  { provide: Broadcast, useClass: InProcessBroadcast },
  {
    provide: SignInDelivery,
    useFactory: (clock?: Clock) => new InProcessSignInDelivery(clock ?? new Clock()),
    inject: [{ token: Clock, optional: true }],
  },
  RecordLocks,
];

const acrossProcesses = (redisUrl: string): Provider[] => [
  { provide: RedisLink, useFactory: () => new RedisLink(redisUrl) },
  { provide: Broadcast, useFactory: (link: RedisLink) => new RedisBroadcast(link), inject: [RedisLink] },
  {
    provide: SignInDelivery,
    useFactory: (link: RedisLink, broadcast: Broadcast, box: SecretBox) =>
      new RedisSignInDelivery(link, broadcast, box),
    inject: [RedisLink, Broadcast, SecretBox],
  },
  {
    provide: RecordLocks,
    useFactory: (config: RealtimeConfig, link: RedisLink) => new RedisRecordLocks(config, link),
    inject: [RealtimeConfig, RedisLink],
  },
];

/**
 * All sockets of the product. Needs, somewhere in the application, the providers `PrincipalSource`,
 * `RefreshCookieAuthenticator` and `EcoflowSessionFacts`; takes the {@link Clock} of a global module if there is one.
 */
@Global()
@Module({})
export class RealtimeModule {
  static forRoot(options: RealtimeOptions): DynamicModule {
    return {
      module: RealtimeModule,
      providers: [
        { provide: RealtimeConfig, useValue: new RealtimeConfig(options) },
        ...(options.redisUrl ? acrossProcesses(options.redisUrl) : withinOneProcess),
        ...[UpgradeListener, RealtimeAdapter, OriginPolicy, SocketAuthenticator, LiveSockets, AnonymousQuota],
        ...[SocketAdmission, DefaultEvents, DefaultGateway, FlowsGateway],
        ...[TelemetryEvents, TelemetryGateway],
        ...[EcoflowGateway, EcoflowEvents, ExchangeEndpoint, ExchangeEvents],
      ],
      exports: [
        Broadcast,
        SignInDelivery,
        DefaultEvents,
        EcoflowEvents,
        ExchangeEvents,
        TelemetryEvents,
        LiveSockets,
        RealtimeAdapter,
        UpgradeListener,
      ],
    };
  }
}

/** Puts the sockets onto the application's HTTP server. Call it once, between creating and initialising the app. */
export function attachRealtime(app: INestApplication): void {
  app.useWebSocketAdapter(app.get(RealtimeAdapter));
  app.get(UpgradeListener).attach(app.getHttpServer() as Server);
}

/** Ends every socket before the HTTP server is closed, which waits for them. */
export const closeRealtime = (app: INestApplication): Promise<void> => app.get(UpgradeListener).close();
