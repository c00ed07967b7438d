import { momentText } from '@app/database';

/** A user as other members of a team see one. */
export interface UserSummary {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  /** Whether the user holds `*`. */
  readonly admin: boolean;
  /** ISO text. */
  readonly createdAt: string;
  readonly suspended: boolean;
}

/** The JSON object of a {@link UserSummary} in SQL. @param u alias of a row of `users` */
export const userSummary = (u: string): string =>
  `json_build_object('id', ${u}.id, 'username', ${u}.login, 'name', ${u}.name, 'suspended', not ${u}.active,
     'createdAt', ${momentText(`${u}.created_at`)},
     'admin', '*' = any(${u}.permissions) or exists (
       select 1 from user_roles held join roles r on r.id = held.role_id
        where held.user_id = ${u}.id and '*' = any(r.permissions)))`;
