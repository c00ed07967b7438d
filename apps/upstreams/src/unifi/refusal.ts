import type { Fields } from '../fields';

/** A refusal of the v1 API: `{meta: {rc: 'error', msg}, data}`. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly msg: string,
    readonly data: readonly Fields[] = [],
  ) {
    super(msg);
  }

  get body() {
    return { meta: { rc: 'error', msg: this.msg }, data: this.data };
  }
}

/** Names the field and what it must match. */
export const invalidField = (field: string, pattern: string): Refusal =>
  new Refusal(400, 'api.err.InvalidPayload', [{ validationError: { field, pattern } }]);

/** A refusal of UniFi OS or of the v2 API, which have no envelope. */
export class PlainRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  get body() {
    return { code: this.code, errorCode: this.status, message: this.message, details: {} };
  }
}
