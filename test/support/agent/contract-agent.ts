import { Agent } from 'node:http';
import request from 'supertest';
import { PermissionSet } from '@app/kernel';
import { ContractRequest } from './contract-request';

/** Whoever calls. With `patterns` the agent knows which gated keys have to be there and which must not. */
export interface Identity {
  readonly token: string;
  readonly patterns?: Iterable<string>;
}

type Method = 'get' | 'head' | 'options' | 'post' | 'put' | 'patch' | 'delete';

const connections = new Agent({ keepAlive: true });

/**
 * HTTP client for tests: every answer is held to the written contract of the mount that was called (status, content type,
 * body without undocumented keys, field gate, `x-request-id`), and every call counts as coverage of its operation.
 *
 * @example
 * const agent = new ContractAgent('http://127.0.0.1:3000');
 * const { body } = await agent.as({ token, patterns: ['role.read'] }).get<Envelope<Role>>('/v1/role/viewer').expect(200);
 */
export class ContractAgent {
  private readonly held?: PermissionSet;

  /** @param base address of a listening server, without a trailing slash */
  constructor(
    private readonly base: string,
    private readonly identity?: Identity,
  ) {
    if (identity?.patterns) this.held = new PermissionSet(identity.patterns);
  }

  /** The same server, called with a token. */
  as(identity: string | Identity): ContractAgent {
    return new ContractAgent(this.base, typeof identity === 'string' ? { token: identity } : identity);
  }

  readonly get = <Body>(path: string) => this.request<Body>('get', path);
  readonly head = (path: string) => this.request('head', path);
  readonly options = (path: string) => this.request('options', path);
  readonly post = <Body>(path: string) => this.request<Body>('post', path);
  readonly put = <Body>(path: string) => this.request<Body>('put', path);
  readonly patch = <Body>(path: string) => this.request<Body>('patch', path);
  readonly delete = <Body>(path: string) => this.request<Body>('delete', path);

  /** @param path from the root, with its query if it has one */
  request<Body = unknown>(method: Method, path: string): ContractRequest<Body> {
    const test = request(this.base)[method](path).agent(connections);
    if (this.identity) void test.set('authorization', `Bearer ${this.identity.token}`);
    return new ContractRequest<Body>(test, method.toUpperCase(), path.split('?', 1)[0] ?? path, this.held);
  }
}
