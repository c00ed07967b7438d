import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LiveSockets } from '@app/realtime';
import { concatMap, type Observable, Subscription } from 'rxjs';
import { RoleChanges } from '../roles';
import { SessionEndings, type SessionEnding } from '../sessions';
import { UserChanges } from '../users';
import { inBatches } from './in-batches';
import { RolePanels } from './role-panels';
import { UserPanels } from './user-panels';

const BATCH_MS = 100;

/** Carries committed changes of roles, users and sessions to the open sockets. */
@Injectable()
export class LiveIdentity implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(LiveIdentity.name);
  private readonly subscriptions = new Subscription();

  constructor(
    private readonly roleChanges: RoleChanges,
    private readonly userChanges: UserChanges,
    private readonly endings: SessionEndings,
    private readonly rolePanels: RolePanels,
    private readonly userPanels: UserPanels,
    private readonly sockets: LiveSockets,
  ) {}

  onModuleInit(): void {
    this.follow(this.roleChanges.stream, (changes) => this.rolePanels.publish(changes));
    this.follow(this.userChanges.stream, (changes) => this.userPanels.publish(changes));
    this.subscriptions.add(this.endings.stream.subscribe((ending) => this.cut(ending)));
  }

  onModuleDestroy(): void {
    this.subscriptions.unsubscribe();
  }

  private cut(ending: SessionEnding): void {
    if ('tokenId' in ending) this.sockets.disconnectSession(ending.tokenId);
    else this.sockets.disconnectUser(ending.userId);
  }

  private follow<Change>(stream: Observable<Change>, publish: (changes: Change[]) => Promise<void>): void {
    const batches = stream.pipe(
      inBatches(BATCH_MS),
      concatMap((changes) => publish(changes).catch((error: unknown) => this.report(error))),
    );
    this.subscriptions.add(batches.subscribe());
  }

  /** What could not be told is left out: panels ask again at the next change. */
  private report(error: unknown): void {
    this.logger.warn(`A change could not be published: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
