/** What a job is named and what it works on. Made by {@link defineJob}, told apart by `kind`. */
export interface JobDefinition<Input extends object, Checkpoint extends object, Result extends object> {
  readonly kind: string;
  /** Exists for the compiler only: it ties a handler to the input it is given. */
  readonly types?: { readonly input: Input; readonly checkpoint: Checkpoint; readonly result: Result };
}

/** A definition whose types do not matter here. */
export type AnyJobDefinition = JobDefinition<object, object, object>;

const KIND = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/;

/**
 * Declares a kind of job. Input, checkpoint and result are plain JSON objects; none of them may hold a secret.
 *
 * @example
 * export const importCredentials = defineJob<ImportInput, ImportCheckpoint, ImportResult>('credential.import');
 */
export function defineJob<
  Input extends object = Record<string, never>,
  Checkpoint extends object = Record<string, never>,
  Result extends object = Record<string, never>,
>(kind: string): JobDefinition<Input, Checkpoint, Result> {
  if (!KIND.test(kind)) throw new Error(`"${kind}" is no kind of job: it reads like credential.import`);
  return Object.freeze({ kind });
}
