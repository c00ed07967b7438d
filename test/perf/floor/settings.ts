interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/** What the floor is told by `FLOOR_SETTINGS`. */
export interface FloorSettings {
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly users: {
    /** The product's own statements. */
    readonly check: PreparedStatement;
    readonly list: PreparedStatement;
    /** The keys that the reader may see. */
    readonly fields: readonly string[];
  };
  readonly teams: {
    readonly check: PreparedStatement;
    readonly list: PreparedStatement;
  };
  readonly credentials: {
    readonly check: PreparedStatement;
    readonly list: PreparedStatement;
    /** The keys of a credential, its type and its company that the reader may see: all of them. */
    readonly keys: readonly (readonly string[])[];
  };
  readonly catalog: {
    readonly check: PreparedStatement;
    /** By the way to the rows: through all by name, by the index of trigrams, by that of a group. */
    readonly pages: Readonly<Record<'list' | 'search' | 'group', PreparedStatement>>;
    readonly counts: Readonly<Record<'list' | 'search' | 'group', PreparedStatement>>;
    readonly keys: readonly string[];
  };
  readonly unifi: {
    readonly check: PreparedStatement;
    readonly list: PreparedStatement;
    /** The keys of a site and its company that the reader may see: all of them. */
    readonly keys: readonly (readonly string[])[];
  };
}
