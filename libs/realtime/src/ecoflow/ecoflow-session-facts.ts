/** What the editor asks about the signed-in user. Implemented by the identity module. */
export abstract class EcoflowSessionFacts {
  /** The user's EcoFlow flags, each as of now: `{ createUser: true, ... }`. */
  abstract permissions(userId: string): Promise<Record<string, boolean>>;

  /** Ids of the roles that the user holds. */
  abstract roleIds(userId: string): Promise<string[]>;
}
