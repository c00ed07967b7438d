import type { Clock } from '@app/kernel';

interface LookupOptions<Key, Value> {
  readonly load: () => Promise<Iterable<Value>>;
  readonly keyOf: (value: Value) => Key;
  /** How long what was loaded counts as current. */
  readonly freshMs: number;
  /** Values beyond so many are not kept. */
  readonly most: number;
}

/** After a failed reading, what is known serves for so long before the next try. */
const RETRY_MS = 30_000;

/**
 * A small list of another system, kept in memory as a whole. It is read again when it has expired, by one call for all
 * who ask meanwhile; when that fails, what was known before goes on to serve.
 */
export class Lookup<Key, Value> {
  private known?: ReadonlyMap<Key, Value>;
  private expiresAt = 0;
  private loading?: Promise<ReadonlyMap<Key, Value>>;
  /** Counts what made the known outdated, so that a reading from before it is not taken for current. */
  private changes = 0;

  constructor(
    private readonly clock: Clock,
    private readonly options: LookupOptions<Key, Value>,
  ) {}

  /** @throws what loading throws, while nothing is known yet */
  async all(): Promise<ReadonlyMap<Key, Value>> {
    if (this.known && this.clock.now().getTime() < this.expiresAt) return this.known;
    if (this.loading) return this.loading;
    const loading = this.load().finally(() => {
      if (this.loading === loading) this.loading = undefined;
    });
    this.loading = loading;
    return loading;
  }

  /** What is known has changed: the next who asks has it read again. */
  expire(): void {
    this.changes += 1;
    this.expiresAt = 0;
    this.loading = undefined;
  }

  private async load(): Promise<ReadonlyMap<Key, Value>> {
    const { load, keyOf, freshMs, most } = this.options;
    const { changes } = this;
    try {
      const values = new Map<Key, Value>();
      for (const value of await load()) {
        if (values.size === most) break;
        values.set(keyOf(value), value);
      }
      return changes === this.changes ? this.keep(values, freshMs) : values;
    } catch (error) {
      if (!this.known) throw error;
      return this.keep(this.known, RETRY_MS);
    }
  }

  private keep(values: ReadonlyMap<Key, Value>, forMs: number): ReadonlyMap<Key, Value> {
    this.known = values;
    this.expiresAt = this.clock.now().getTime() + forMs;
    return values;
  }
}
