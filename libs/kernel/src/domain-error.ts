/** One rejected input: where it stands (`['body', 'title']`) and why. `code` is a validator's name, e.g. `isString`. */
export interface FieldIssue {
  path: (string | number)[];
  message: string;
  code?: string;
}

export interface ErrorDetails {
  /** Rejected inputs, for 400 answers. */
  issues?: FieldIssue[];
  /** Seconds the client should wait, sent as `Retry-After`. */
  retryAfter?: number;
  /** Methods that the path does answer, sent as `Allow`. */
  allow?: string[];
  /** Facts that a surface may need to shape its answer (an identifier, an upstream's name). Never a secret. */
  [fact: string]: unknown;
}

/**
 * The only error that services throw. A surface turns it into its own body; anything else becomes a 500 without
 * details. `code` is `<area>.<reason>` and stable: clients and tests branch on it.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

interface ErrorDefinition<Facts> {
  status: number;
  message: string | ((facts: Facts) => string);
  /** The `error` name of the Optima body, where its document gives one (`UserNotFound`). */
  name?: string;
}

type ErrorFactory = (details?: ErrorDetails) => DomainError;

/**
 * Declares the errors of an area, one line each. The key becomes the second half of the code:
 * `defineErrors('role', { notFound: { status: 404, message: '...' } }).notFound()` has the code `role.notFound`.
 */
export function defineErrors<Key extends string>(
  area: string,
  definitions: Record<Key, ErrorDefinition<ErrorDetails>>,
): Record<Key, ErrorFactory> {
  const factories = {} as Record<Key, ErrorFactory>;
  for (const key of Object.keys(definitions) as Key[]) {
    const { status, message, name } = definitions[key];
    factories[key] = (details = {}) => {
      const text = typeof message === 'function' ? message(details) : message;
      return new DomainError(`${area}.${key}`, status, text, name ? { ...details, name } : details);
    };
  }
  return factories;
}
