/** `*`, `a.b` or `a.b.*`; wildcards elsewhere are not permissions. */
export const PERMISSION_PATTERN = /^(\*|[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*(\.\*)?)$/;

/**
 * An actor's effective nodes, compiled once. `*` grants everything; `x.*` grants every descendant of `x` by dot segment
 * but not `x` itself.
 */
export class PermissionSet {
  private readonly exact = new Set<string>();
  private readonly prefixes = new Set<string>();
  readonly all: boolean;
  /** The patterns it was made of, without duplicates, sorted. */
  readonly patterns: readonly string[];
  private readonly gates = new Map<string, readonly string[]>();

  constructor(patterns: Iterable<string>) {
    const unique = new Set(patterns);
    this.all = unique.has('*');
    for (const pattern of unique) {
      if (pattern.endsWith('.*')) this.prefixes.add(pattern.slice(0, -2));
      else this.exact.add(pattern);
    }
    this.patterns = [...unique].sort();
  }

  static readonly none = new PermissionSet([]);

  /** Whether the set grants a node or covers a whole pattern (`company.*` only when all of it is held). */
  has(nodeOrPattern: string): boolean {
    if (this.all) return true;
    if (this.exact.has(nodeOrPattern)) return true;
    if (this.prefixes.size === 0) return false;
    for (let dot = nodeOrPattern.lastIndexOf('.'); dot > 0; dot = nodeOrPattern.lastIndexOf('.', dot - 1)) {
      if (this.prefixes.has(nodeOrPattern.slice(0, dot))) return true;
    }
    return false;
  }

  covers(patterns: Iterable<string>): boolean {
    for (const pattern of patterns) if (!this.has(pattern)) return false;
    return true;
  }

  /** The keys of a gate that this set may see. Kept per scope, so that gating a page is a pick. */
  allowedFields(scope: string, fields: readonly string[]): readonly string[] {
    let allowed = this.gates.get(scope);
    if (!allowed) {
      allowed = fields.filter((field) => this.has(`${scope}.${field}`));
      this.gates.set(scope, allowed);
    }
    return allowed;
  }
}
