interface FieldFault {
  readonly code: string;
  readonly message: string;
  readonly resource: string;
  readonly field: string;
}

/** A refusal in the form that ConnectWise gives it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly faults: readonly FieldFault[] | null = null,
  ) {
    super(message);
  }

  get body() {
    const errors = this.faults?.map((fault) => ({ ...fault, details: null })) ?? null;
    return { code: this.code, message: this.message, errors };
  }
}

export const badRequest = (message: string): ApiError => new ApiError(400, 'ConnectWiseApi', message);

export const notFound = (resource: string, id: string | number): ApiError =>
  new ApiError(404, 'NotFound', `${resource} ${id} not found`);

export const invalidObject = (resource: string, field: string, code: string, message: string): ApiError =>
  new ApiError(400, 'InvalidObject', `${resource} object is invalid`, [{ code, message, resource, field }]);
