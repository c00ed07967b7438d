import { ConcurrencyLimit } from '@app/kernel';
import { type Answer, type Call, type Caller, interactive, type Time } from '../../../../upstreams/http';
import type { UnifiSettings } from '../../../../config';
import { type Api, dataOf, isElsewhere, isSignedOut } from './envelope';
import { isObject, type Raw } from './records/readers';
import { consoleFlavour } from './session/flavour';
import { Session } from './session/session';
import type { SignedIn } from './session/sign-in';
import { ofController, UnifiError } from './unifi.errors';

export interface CallOptions {
  /** Gives up when it fires. */
  readonly signal?: AbortSignal;
}

interface ApiRequest extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the application: `/api/self/sites`, `/v2/api/...`. */
  readonly path: string;
  readonly body?: object;
}

/** A wrong password is not tried twice. */
const once = { ...interactive, tries: 1 };
const WRITES_IN_LINE = 100;
const FAREWELL_MS = 2_000;

export interface ControllerApiOptions {
  /** How failures call the controller, where there are several. */
  readonly label?: string;
}

/** Calls to one controller: address, session and refusals. It keeps no site: every call names its own. */
export class ControllerApi {
  private readonly basePath: string;
  private readonly session: Session;
  /** Each write changes the token that the next one needs. */
  private readonly writes = new ConcurrencyLimit(1, WRITES_IN_LINE, UnifiError.busy);

  constructor(
    private readonly settings: UnifiSettings,
    private readonly caller: Caller,
    private readonly time: Time,
    private readonly options: ControllerApiOptions = {},
  ) {
    this.basePath = new URL(settings.url).pathname.replace(/\/+$/, '');
    this.session = new Session({ root: () => this.root(), signIn: (path) => this.signIn(path) }, time);
  }

  /** The data of the answer. @throws DomainError of `UnifiError` */
  send(request: ApiRequest): Promise<readonly unknown[]> {
    return this.named(() => this.dataOf(request));
  }

  /** The one record of the answer. @throws DomainError of `UnifiError` */
  sendForOne(request: ApiRequest): Promise<Raw> {
    return this.named(async () => {
      const [first] = await this.dataOf(request);
      if (!isObject(first)) throw UnifiError.unreadable();
      return first;
    });
  }

  /** Signs out, if that is quickly done: sessions that nobody ends fill a table of the controller. */
  async close(): Promise<void> {
    const signal = this.time.timeout(FAREWELL_MS);
    const signedIn = await this.session.end(signal);
    if (signedIn === null) return;
    const call: Call = {
      ...{ method: 'POST', path: this.basePath + signedIn.flavour.logoutPath, anyBody: true },
      headers: { accept: '*/*', ...signedIn.headers(true) },
    };
    await this.caller.call(call, { patience: once, idempotent: false, signal }).catch(() => undefined);
  }

  private async named<T>(work: () => Promise<T>): Promise<T> {
    const { label } = this.options;
    try {
      return await work();
    } catch (error) {
      throw label === undefined ? error : ofController(error, label);
    }
  }

  private async dataOf(request: ApiRequest): Promise<readonly unknown[]> {
    const { credentials } = this.settings;
    const api = apiOf(request);
    if ('apiKey' in credentials) {
      return dataOf(await this.exchange(request, consoleFlavour.prefix, { 'x-api-key': credentials.apiKey }), api);
    }
    if (request.method === 'GET') return dataOf(await this.sendSignedIn(request), api);
    return dataOf(await this.writes.run(() => this.sendSignedIn(request), request.signal), api);
  }

  /** Signs in again when the session has ended or the application has moved: once, then the refusal stands. */
  private async sendSignedIn(request: ApiRequest): Promise<Answer> {
    const signedIn = await this.writable(await this.session.current(), request);
    const answer = await this.sendWith(signedIn, request);
    if (!isSignedOut(answer) && !isElsewhere(answer, apiOf(request))) return answer;
    return this.sendWith(await this.session.successorOf(signedIn), request);
  }

  /** A write without the token of the answer before it would be refused until the session ends. */
  private async writable(signedIn: SignedIn, { method }: ApiRequest): Promise<SignedIn> {
    return method !== 'GET' && signedIn.tokenLost ? this.session.successorOf(signedIn) : signedIn;
  }

  private async sendWith(signedIn: SignedIn, request: ApiRequest): Promise<Answer> {
    const write = request.method !== 'GET';
    const exchange = async (): Promise<Answer> => {
      if (write) signedIn.tokenLost = true;
      const answer = await this.exchange(request, signedIn.flavour.prefix, signedIn.headers(write));
      signedIn.learn(answer.headers);
      if (write) signedIn.tokenLost = false;
      return answer;
    };
    const { csrf } = signedIn;
    const answer = await exchange();
    // Refused for a token that was renewed while the write was under way.
    return write && answer.status === 403 && signedIn.csrf !== csrf ? exchange() : answer;
  }

  private exchange(
    { method, path, body, signal }: ApiRequest,
    prefix: string,
    headers: Record<string, string>,
  ): Promise<Answer> {
    return this.caller.call(
      {
        ...{ method, path: this.basePath + prefix + path },
        headers: { accept: 'application/json', ...headers, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      },
      { patience: interactive, idempotent: method !== 'POST', signal },
    );
  }

  private root(): Promise<Answer> {
    const call: Call = { method: 'GET', path: `${this.basePath}/`, headers: { accept: '*/*' }, anyBody: true };
    return this.caller.call(call, { patience: interactive, idempotent: true });
  }

  private signIn(path: string): Promise<Answer> {
    const { credentials } = this.settings;
    // `strict` makes later versions hand out the token that writes need.
    const body = JSON.stringify({ ...credentials, rememberMe: true, strict: true });
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    return this.caller.call(
      { method: 'POST', path: this.basePath + path, headers, body },
      { patience: once, idempotent: false },
    );
  }
}

const apiOf = ({ path }: ApiRequest): Api => (path.startsWith('/v2/') ? 'v2' : 'v1');
