import { isObject } from './records/readers';
import type { Answer } from '../../../../upstreams/http';
import { UnifiError } from './unifi.errors';

export type Api = 'v1' | 'v2';

const CODE = /^[A-Za-z][A-Za-z0-9._]{0,80}$/;
const LOGIN_REQUIRED = 'api.err.LoginRequired';
const NOT_FOUND = new Set(['api.err.IdInvalid', 'api.err.NotFound']);

/** What the controller calls the failure: in the envelope of v1, or beside it in v2 and on consoles. */
function codeOf({ body }: Answer): string | undefined {
  if (!isObject(body)) return undefined;
  const code = isObject(body.meta) ? body.meta.msg : body.code;
  return typeof code === 'string' && CODE.test(code) ? code : undefined;
}

const isError = ({ status, body }: Answer): boolean =>
  status < 200 || status >= 300 || (isObject(body) && isObject(body.meta) && body.meta.rc === 'error');

/** Whether the session has ended. An unknown site comes as a 401 as well. */
export const isSignedOut = (answer: Answer): boolean => {
  const code = codeOf(answer);
  return code === LOGIN_REQUIRED || (answer.status === 401 && code !== 'api.err.NoSiteContext');
};

/** Whether the application lies elsewhere: it says in its own words when it has no such thing. */
export const isElsewhere = (answer: Answer, api: Api): boolean =>
  api === 'v1' && answer.status === 404 && codeOf(answer) === undefined;

/** The data of an answer. @throws DomainError of `UnifiError` for a refusal, whatever its status */
export function dataOf(answer: Answer, api: Api): readonly unknown[] {
  if (isElsewhere(answer, api)) throw UnifiError.unrecognised({ upstreamStatus: answer.status });
  if (isError(answer)) throw refusal(answer);
  const { body } = answer;
  const data = api === 'v1' ? (isObject(body) ? body.data : undefined) : body;
  if (!Array.isArray(data)) throw UnifiError.unreadable();
  return data as unknown[];
}

function refusal(answer: Answer): Error {
  const { status } = answer;
  const upstreamCode = codeOf(answer);
  if (upstreamCode === 'api.err.NoSiteContext') return UnifiError.siteNotFound();
  if (isSignedOut(answer)) return UnifiError.refused({ upstreamStatus: status });
  if (status === 403 || upstreamCode === 'api.err.NoPermission')
    return UnifiError.forbidden({ upstreamStatus: status });
  if (status === 404 || (upstreamCode !== undefined && NOT_FOUND.has(upstreamCode))) return UnifiError.notFound();
  const field = invalidField(answer.body);
  if (field === null) return UnifiError.rejected({ upstreamStatus: status, upstreamCode });
  const issue = { path: ['body', field], message: `${field} is not what the UniFi controller accepts` };
  return UnifiError.invalid({ issues: [issue], upstreamCode });
}

/** The field that a refusal names; its value is never looked at. */
function invalidField(body: unknown): string | null {
  const data = isObject(body) && Array.isArray(body.data) ? (body.data as unknown[]) : [];
  const first = data[0];
  const fault = isObject(first) ? first.validationError : undefined;
  const field = isObject(fault) ? fault.field : undefined;
  return typeof field === 'string' && CODE.test(field) ? field : null;
}
