import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { EffectivePermissions } from '../../grants';
import { assertUserPool, type UserPool } from './user-pool';

/** A user with the preferences that Liberty's client asks for. */
export interface LibertyUser {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly language: string;
  readonly theme: string;
  readonly isAdministrator: boolean;
}

const FIND_ACTIVE = statement(
  'liberty-users-find-active',
  'select id, login, name, email, language, theme from users where login = $1 and active',
);

@Injectable()
export class LibertyUsers {
  constructor(
    private readonly database: Database,
    private readonly grants: EffectivePermissions,
  ) {}

  /** Null for an unknown or disabled user, and in mode `framework` for one who is no administrator. @throws 404 */
  async find(login: string, { pool, mode }: UserPool): Promise<LibertyUser | null> {
    assertUserPool(pool);
    const [row] = await this.database.rows<Omit<LibertyUser, 'isAdministrator'>>(FIND_ACTIVE, [login.toLowerCase()]);
    if (!row) return null;
    const isAdministrator = (await this.grants.patternsOf(row.id)).includes('*');
    return mode === 'framework' && !isAdministrator ? null : { ...row, isAdministrator };
  }
}
