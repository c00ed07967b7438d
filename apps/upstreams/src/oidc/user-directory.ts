import { verify } from '@node-rs/argon2';
import { Pool } from 'pg';

export interface DirectoryUser {
  id: string;
  login: string;
  name: string;
  email: string | null;
}

interface UserRow extends DirectoryUser {
  password_hash: string | null;
}

/** The product's own users, read where the product keeps them, so that one password works on every way in. */
export class UserDirectory {
  private readonly pool: Pool;

  constructor(databaseUrl: string) {
    this.pool = new Pool({ connectionString: databaseUrl, max: 2, idleTimeoutMillis: 10_000 });
    // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
    this.pool.on('error', () => undefined);
  }

  /** The active user with that login name or e-mail and that password, else null. */
  async authenticate(loginOrEmail: string, password: string): Promise<DirectoryUser | null> {
    const { rows } = await this.pool.query<UserRow>(
      `select id, login, name, email, password_hash from users
       where active and (login = lower($1) or lower(email) = lower($1))`,
      [loginOrEmail],
    );
    for (const { password_hash: hash, ...user } of rows) {
      if (hash !== null && (await verify(hash, password))) return user;
    }
    return null;
  }

  /** The active user with that id, else null. */
  async find(id: string): Promise<DirectoryUser | null> {
    const { rows } = await this.pool.query<DirectoryUser>(
      'select id, login, name, email from users where active and id = $1',
      [id],
    );
    return rows[0] ?? null;
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
