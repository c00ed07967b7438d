import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { CommonError } from '@app/kernel';

/** The account of whoever is signed in. */
export interface CurrentUser {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly createdAt: Date;
  /** Whether the user signs in at an identity provider only. */
  readonly withoutPassword: boolean;
  /** The team joined first. */
  readonly firstTeamId: string | null;
}

const FIND = statement(
  'account-find',
  `select u.id, u.login, u.name, u.email, u.active, u.created_at as "createdAt", u.password_hash is null as "withoutPassword",
          (select m.team_id from team_members m where m.user_id = u.id order by m.created_at, m.team_id limit 1) as "firstTeamId"
     from users u where u.id = $1`,
);

@Injectable()
export class CurrentUserRepository {
  constructor(private readonly database: Database) {}

  /** @throws 401 when the user was deleted since the token was accepted */
  async get(id: string): Promise<CurrentUser> {
    const [user] = await this.database.rows<CurrentUser>(FIND, [id]);
    if (!user) throw CommonError.unauthorized();
    return user;
  }
}
