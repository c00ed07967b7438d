import type { BenchRequest } from '../measure/request';
import { READER } from './seed';

interface Login {
  readonly login: string;
  readonly password: string;
}

const requestOf = ({ login, password }: Login): BenchRequest => ({
  method: 'POST',
  path: '/oauth2/token',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    grant_type: 'password',
    client_id: 'iab',
    client_secret: 'milesight*iab',
    username: login,
    password,
  }),
});

/** The reader's login, as a client sends it. */
export const signInRequest = requestOf(READER);

async function answerOf<Body>(url: string, { method, path, headers, body }: BenchRequest): Promise<Body> {
  const response = await fetch(url + path, { method, headers, body });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}

/** @returns an access token, of the reader where nobody else is named */
export async function signIn(url: string, who: Login = READER): Promise<string> {
  return (await answerOf<{ access_token: string }>(url, requestOf(who))).access_token;
}

/** @returns a personal access token of the reader */
export async function createPersonalToken(url: string, accessToken: string): Promise<string> {
  const created = await answerOf<{ token: string }>(url, {
    method: 'POST',
    path: '/api/v1/user/tokens',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ name: 'perf', scope: '' }),
  });
  return created.token;
}
