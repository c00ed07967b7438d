import { PasswordHasher } from '@app/crypto';
import { newId } from '@app/kernel';
import type { Client } from 'pg';

/** Whoever may do everything. */
export const KEEPER = { login: 'perf-keeper', password: 'Perf-keeper-1!' } as const;

/** Adds the keeper, unless there is one. */
export async function addKeeper(client: Client): Promise<void> {
  await client.query(
    `insert into users (id, login, name, password_hash, permissions) values ($1, $2, $2, $3, '{*}') on conflict do nothing`,
    [newId(), KEEPER.login, await new PasswordHasher().hash(KEEPER.password)],
  );
}
