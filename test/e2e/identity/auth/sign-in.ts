import { hash } from '@node-rs/argon2';
import { newId } from '@app/kernel';
import type { ContractAgent } from '../../../support/agent';
import type { TestApp } from '../../../support/app';

export const PASSWORD = 'Correct-Horse-7!';
export const CLIENT = { client_id: 'iab', client_secret: 'milesight*iab' };

/** Cheap on purpose: the product has to recognise it as out of date. */
const WEAK = { memoryCost: 1024, timeCost: 1, parallelism: 1 };

export interface StoredUser {
  readonly id: string;
  readonly login: string;
  readonly email: string;
}

/** A user who can sign in with {@link PASSWORD}. */
export async function storeUser(app: TestApp, nodes: readonly string[] = ['user.read']): Promise<StoredUser> {
  const id = newId();
  const login = `person-${id.slice(-12)}`;
  const email = `${login}@example.com`;
  await app.sql(
    'insert into users (id, login, email, name, permissions, password_hash) values ($1, $2, $3, $2, $4, $5)',
    [id, login, email, nodes, await hash(PASSWORD, WEAK)],
  );
  return { id, login, email };
}

interface EcoflowAnswer {
  readonly payload: string;
}

interface BeaverAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly data: { readonly access_token: string };
}

interface LibertyAnswer {
  readonly access_token: string;
  readonly status: string;
  readonly message: string;
}

export const ecoflowLogin = (agent: ContractAgent, username: string, password = PASSWORD, mount = '') =>
  agent.post<EcoflowAnswer>(`${mount}/users/login`).send({ username, password });

export const beaverLogin = (agent: ContractAgent, username: string, password = PASSWORD, mount = '') =>
  agent
    .post<BeaverAnswer>(`${mount}/oauth2/token`)
    .type('form')
    .send({ grant_type: 'password', username, password, ...CLIENT });

export const libertyLogin = (agent: ContractAgent, user: string, password: string | null = PASSWORD, query = '') =>
  agent.post<LibertyAnswer>(`/api/auth/token${query}`).send({ user, password });

/** The refresh cookie that an answer sets, with its attributes. */
export function refreshCookieOf(headers: { readonly 'set-cookie'?: readonly string[] }): {
  pair: string;
  attributes: string[];
} {
  const [pair = '', ...attributes] = (headers['set-cookie']?.[0] ?? '').split('; ');
  return { pair, attributes };
}
