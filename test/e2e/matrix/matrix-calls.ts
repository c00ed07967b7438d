import type { Operation } from '../../support/agent';
import type { TestUser } from '../../support/app';
import { inputsOf, problemsOf, sampleCall, sendRaw, type CallOverrides, type RawRequest } from '../../support/inputs';

/** An identifier that every path accepts and no record has. */
const NOBODY = 'nobody-at-all';

/** What the sample alone cannot say, because it depends on who calls. */
const BY_OPERATION: Readonly<Record<string, (caller?: TestUser) => CallOverrides>> = {
  flowfuseMembersRemove: (caller) => ({ params: { userId: caller?.id ?? NOBODY } }),
  optimaRolesAddPermissions: () => ({ body: { permissions: [] } }),
};

/** Requests that make a documented condition true; values that grant nothing, so that only the guard can refuse. */
const BY_CONDITION: Readonly<Record<string, CallOverrides>> = {
  'body.roles present': { body: { roles: [] } },
  'body.permissions present': { body: { permissions: [] } },
  'body.includeSecureValues=true': { body: { includeSecureValues: true } },
  'query.user names another user': { query: { user: NOBODY } },
  'query.includeAddress=true': { query: { includeAddress: 'true' } },
  'query.includeAllContacts=true': { query: { includeAllContacts: 'true' } },
  'params.userId names another user': { params: { userId: NOBODY } },
};

/** Names of records are replaced, so that no cell depends on what another one created. */
function unknownRecords(operation: Operation): Record<string, string> {
  const names = inputsOf(operation).parameters.filter(
    ({ place, schema }) => place === 'path' && schema.type === 'string' && schema.enum === undefined,
  );
  return Object.fromEntries(names.map(({ name }) => [name, NOBODY]));
}

export interface MatrixCall {
  readonly caller?: TestUser;
  /** The whole `Authorization` header; the caller's access token when left out. */
  readonly authorization?: string;
  /** A documented condition to make true. */
  readonly when?: string;
}

function requestOf(operation: Operation, { caller, when, ...call }: MatrixCall): RawRequest {
  const condition = when === undefined ? {} : BY_CONDITION[when];
  if (!condition) throw new Error(`No request makes "${String(when)}" true: add one to the matrix`);
  const own = BY_OPERATION[operation.definition.operationId as string]?.(caller) ?? {};
  const authorization = call.authorization ?? (caller && `Bearer ${caller.token}`);
  return sampleCall(operation, {
    params: { ...unknownRecords(operation), ...own.params, ...condition.params },
    query: { ...own.query, ...condition.query },
    body: condition.body ?? own.body,
    headers: authorization === undefined ? {} : { authorization },
  });
}

/**
 * Calls an operation with a small well-formed request and returns the status.
 * @throws when the answer breaks the contract
 */
export async function statusOf(base: string, operation: Operation, call: MatrixCall = {}): Promise<number> {
  const request = requestOf(operation, call);
  const answer = await sendRaw(base, request);
  const problems = problemsOf(request, answer);
  if (problems.length === 0) return answer.status;
  const { method, path } = request;
  throw new Error(`${method} ${path} answered ${answer.status}:\n${problems.join('\n')}\n${answer.text}`);
}
