import type { ConnectWiseSimulatorSettings } from './connectwise-settings';
import { notFound } from './http/api-error';
import type { Fields } from '../fields';
import type { Row } from './records/row';
import { World } from './records/world';
import { Changes } from './routes/changes';
import { Callbacks } from './routes/callbacks';

/** A request as it came in, for who wants to know what a client does. Never its credentials. */
export interface SeenRequest {
  readonly method: string;
  /** With the query. */
  readonly url: string;
  readonly accept: string;
  readonly forwardOnly: boolean;
}

const API_MEMBER = 'JDoe';
const PERSON = 'mkowal';
const MOST_REQUESTS = 1_000;
const CODEBASES = ['v2025_1/', 'v2026_1/'] as const;

/** The state of one simulated ConnectWise. */
export class Simulation {
  readonly world: World;
  readonly callbacks: Callbacks;
  readonly changes: Changes;
  readonly requests: SeenRequest[] = [];
  private moves = 0;

  constructor(settings: ConnectWiseSimulatorSettings, origin: () => string) {
    this.world = new World(settings);
    this.callbacks = new Callbacks(this.world.callbacks, {
      ...{ company: settings.company, apiMember: API_MEMBER, retryMs: settings.callbackRetryMs, origin },
    });
    this.changes = new Changes(API_MEMBER, (change) => this.callbacks.announce(change));
  }

  /** Path of the release, with its trailing slash. */
  get codebase(): string {
    return CODEBASES[this.moves % CODEBASES.length] ?? CODEBASES[0];
  }

  /** An upgrade: the release moves to another path. */
  moveCodebase(): string {
    this.moves += 1;
    return this.codebase;
  }

  see(request: SeenRequest): void {
    this.requests.push(request);
    if (this.requests.length > MOST_REQUESTS) this.requests.shift();
  }

  /** A change that somebody makes in front of a screen. */
  changeAsPerson(resource: string, id: number, fields: Fields): Row {
    const collection = this.world.collections.find((candidate) => candidate.resource === resource);
    const row = collection?.store.get(id);
    if (!collection || !row) throw notFound(resource, id);
    return this.changes.save(collection, { ...row, ...fields, id }, PERSON);
  }
}
