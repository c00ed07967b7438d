import {
  type Answer,
  type Call,
  type Caller,
  ConcurrencyGate,
  interactive,
  type Time,
} from '../../../../upstreams/http';
import type { UnifiSettings } from '../../../../config';
import { type Api, dataOf, isElsewhere, isSignedOut } from './envelope';
import { consoleFlavour } from './session/flavour';
import { Session } from './session/session';
import type { SignedIn } from './session/sign-in';
import { UnifiError } from './unifi.errors';

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

/** Calls to one controller: address, session and refusals. It keeps no site: every call names its own. */
export class ControllerApi {
  private readonly basePath: string;
  private readonly session: Session;
  /** Each write changes the token that the next one needs. */
  private readonly writes = new ConcurrencyGate(1, WRITES_IN_LINE, UnifiError);

  constructor(
    private readonly settings: UnifiSettings,
    private readonly caller: Caller,
    time: Time,
  ) {
    this.basePath = new URL(settings.url).pathname.replace(/\/+$/, '');
    this.session = new Session({ root: () => this.root(), signIn: (path) => this.signIn(path) }, time);
  }

  /** The data of the answer. @throws DomainError of `UnifiError` */
  async send(request: ApiRequest): Promise<readonly unknown[]> {
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
