/** True for an error of Node's own APIs that carries the given code (`ENOENT`). */
export const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
