import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { defineJob, JobHandlers, JobQueue, JobSchedules, scheduleKeyOf, type JobRun } from '@app/jobs';
import { systemActor } from '@app/kernel';
import { callbackEntries, ConnectWise, ConnectWiseError, replaceField, type CwCallbackEntry } from '../connectwise';
import { Syncs } from '../sync';
import { CallbackAddress } from './callback-address';
import { planCallbacks, wantedEntry, type CallbackPlan, type WantedEntry } from './callback-plan';
import { HintedRecords } from './hinted-records';

type Nothing = Record<string, never>;
type Run = JobRun<Nothing, Nothing>;

/** Types by what was done with their entries. */
interface Done {
  readonly added: string[];
  readonly changed: string[];
  readonly removed: string[];
}

const REGISTER = defineJob<Nothing, Nothing, Done>('connectwise.register-callbacks');
/** ConnectWise switches an entry off that fails for days, and people may delete one. */
const INTERVAL_MS = 600_000;
const DESCRIPTION = 'Switchyard: changes of records';

/** Sees to it that ConnectWise tells this server of changes: at start and, as long as it runs, again and again. */
@Injectable()
export class CallbackRegistration implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('Callbacks');

  constructor(
    private readonly address: CallbackAddress,
    private readonly syncs: Syncs,
    private readonly connectWise: ConnectWise,
    private readonly records: HintedRecords,
    private readonly audit: AuditLog,
    private readonly transactions: Transactions,
    private readonly handlers: JobHandlers,
    private readonly schedules: JobSchedules,
    private readonly queue: JobQueue,
  ) {}

  onModuleInit(): void {
    this.handlers.register(REGISTER, (run) => this.register(run));
    if (this.address.endpoint !== null) this.schedules.every(REGISTER, INTERVAL_MS, {});
  }

  /** The address may be another one than before; the schedule would come round to it only later. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.address.endpoint === null) return;
    const options = { flightKey: scheduleKeyOf(REGISTER) };
    try {
      await this.transactions.run(() => this.queue.tryEnqueue(systemActor(), REGISTER.kind, {}, options));
    } catch (error) {
      this.logger.warn(`Callbacks are registered later: ${messageOf(error)}`);
    }
  }

  private async register(run: Run): Promise<Done> {
    const done: Done = { added: [], changed: [], removed: [] };
    await this.records.goOn();
    const { endpoint, url } = this.address;
    if (endpoint === null || url === null) return done;
    try {
      const wanted = this.syncs.announced.map(({ callbackType }) => wantedEntry(callbackType, url));
      await this.follow(planCallbacks(await this.present(run), wanted, endpoint), run, done);
    } catch (error) {
      if (!run.signal.aborted) {
        this.logger.warn(`Callbacks could not be registered with ConnectWise now, but later: ${messageOf(error)}`);
      }
      throw error;
    } finally {
      await this.record(run, done);
    }
    return done;
  }

  private async present({ signal }: Run): Promise<CwCallbackEntry[]> {
    const { client } = await this.connectWise.connection();
    const present: CwCallbackEntry[] = [];
    for await (const { records } of client.pages(callbackEntries, { background: true, signal }))
      present.push(...records);
    return present;
  }

  private async follow({ add, change, remove }: CallbackPlan, { signal }: Run, done: Done): Promise<void> {
    const { client } = await this.connectWise.connection();
    const options = { background: true, signal };
    for (const { id, type } of remove) {
      await client.remove(callbackEntries, id, options).catch(unlessGone);
      done.removed.push(type);
    }
    for (const { id, entry } of change) {
      await client.patch(callbackEntries, id, fieldsOf(entry), options);
      done.changed.push(entry.type);
    }
    for (const entry of add) {
      await client.create(callbackEntries, { ...entry, description: DESCRIPTION }, options);
      done.added.push(entry.type);
    }
  }

  /** Also of what was done before something failed. Nothing is said of the address, whose secret opens the route. */
  private async record({ actor, id }: Run, done: Done): Promise<void> {
    if (Object.values(done).every((types: string[]) => types.length === 0)) return;
    await this.transactions.run(() =>
      this.audit.record(actor, {
        action: 'connectwise.callbacks',
        target: { type: 'connectwise', id: 'callbacks', name: 'ConnectWise callbacks' },
        message: 'Entries were changed in ConnectWise, so that it tells this server of changes',
        after: { jobId: id, ...done },
      }),
    );
  }
}

const fieldsOf = ({ url, level, objectId, inactiveFlag }: WantedEntry) =>
  Object.entries({ url, level, objectId, inactiveFlag }).map(([field, value]) => replaceField(field, value));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');

function unlessGone(error: unknown): void {
  if ((error as { code?: unknown }).code !== ConnectWiseError.notFound().code) throw error;
}
