import type { Test } from 'supertest';
import type { PermissionSet } from '@app/kernel';
import { contractProblems } from './response-check';

export interface ContractResponse<Body> {
  readonly status: number;
  /** Lower-case names; `set-cookie` is a list. */
  readonly headers: Readonly<Record<string, string>> & { readonly 'set-cookie'?: readonly string[] };
  /** Validated against the written contract; the type is the caller's word. */
  readonly body: Body;
  readonly text: string;
}

type Body = string | object | undefined;

const EXCERPT = 1000;

/**
 * One request. Awaiting it sends it, holds the answer to the written contract of its mount and then to {@link expect}.
 */
export class ContractRequest<Result = unknown> implements PromiseLike<ContractResponse<Result>> {
  private sent: Body;
  private expected?: { status: number; at: Error };
  private outcome?: Promise<ContractResponse<Result>>;

  constructor(
    private readonly test: Test,
    private readonly method: string,
    private readonly path: string,
    private readonly held?: PermissionSet,
  ) {}

  set(header: string, value: string): this {
    void this.test.set(header, value);
    return this;
  }

  query(values: Readonly<Record<string, unknown>>): this {
    void this.test.query({ ...values });
    return this;
  }

  /** A JSON body, or a form after `type('form')`; a text is sent as it is. */
  send(body?: Body): this {
    this.sent = body;
    void this.test.send(body);
    return this;
  }

  /** Content type of the request: `form`, `json`, or a media type. */
  type(name: string): this {
    void this.test.type(name);
    return this;
  }

  /** The status that the test wants; any documented one will do without it. */
  expect(status: number): this {
    this.expected = { status, at: new Error() };
    return this;
  }

  then<Fulfilled = ContractResponse<Result>, Rejected = never>(
    onFulfilled?: ((response: ContractResponse<Result>) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    this.outcome ??= this.run();
    return this.outcome.then(onFulfilled, onRejected);
  }

  private async run(): Promise<ContractResponse<Result>> {
    const response = await this.test.ok(() => true);
    const { status, text } = response;
    const headers = response.headers as ContractResponse<Result>['headers'];
    const isJson = (headers['content-type'] ?? '').includes('json');
    const body: unknown = isJson ? response.body : text;
    const { method, path, sent, held } = this;
    const problems = contractProblems({ method, path, sent, status, headers, body, text, held });
    if (problems.length > 0) this.fail(`breaks the contract:\n  ${problems.join('\n  ')}`, status, text);
    if (this.expected && this.expected.status !== status) {
      this.fail(`instead of ${String(this.expected.status)}`, status, text);
    }
    return { status, headers, body: body as Result, text };
  }

  /** Throws with the stack of the line that said what it expected, where there is one. */
  private fail(reason: string, status: number, text: string): never {
    const error = this.expected?.at ?? new Error();
    error.message = `${this.method} ${this.path} answered ${String(status)} ${reason}\n${text.slice(0, EXCERPT)}`;
    throw error;
  }
}
