/** A user as lists show one, with stamps as ISO text: what is only passed on is never hydrated. */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly login: string;
  readonly image: string | null;
  /** Monikers in the order of assignment; role ids in the users of a role. */
  readonly roles: string[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A user with everything the surfaces show of one. */
export interface UserRecord extends UserRow {
  readonly active: boolean;
  /** The administrator of the first run. */
  readonly permanent: boolean;
  readonly roleIds: string[];
}

/** What a password login needs to know; null hash for a user who has no password. */
export interface UserCredentials {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly passwordHash: string | null;
}

/** How a surface names a user: by id, or by login name. */
export type UserKey = { readonly id: string } | { readonly login: string };

export const byId = (id: string): UserKey => ({ id });

/** Login names are stored in lower case. */
export const byLogin = (login: string): UserKey => ({ login: login.toLowerCase() });

export const identifierOf = (key: UserKey): string => ('id' in key ? key.id : key.login);

/** What may be written of a user. What is left out stays as it is. */
export interface UserInput {
  readonly login?: string;
  readonly name?: string;
  /** Null or empty for none. */
  readonly email?: string | null;
  readonly image?: string | null;
  readonly password?: string;
  /** Ids or monikers; they replace the whole list. */
  readonly roles?: readonly string[];
  /** Direct nodes; they replace the whole list. */
  readonly permissions?: readonly string[];
}

export type NewUser = UserInput & { readonly login: string; readonly name: string };

export interface UserListQuery {
  readonly search?: string;
  readonly sort?: UserSort;
  readonly page?: number;
  readonly rpp?: number;
  readonly active?: boolean;
}

export const USER_SORTS = ['name', '-name', 'login', '-login', 'createdAt', '-createdAt'] as const;
export type UserSort = (typeof USER_SORTS)[number];
