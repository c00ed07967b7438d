import type { DomainError } from '@app/kernel';
import type { RouteSpec } from '../routing/route-spec';

export type SurfaceName = 'optima' | 'liberty' | 'flowfuse' | 'ecoflow' | 'beaver';

/** `documented` answers as the document says, `compatible` as the shipping clients of that system read it on the wire. */
export type Dialect = 'documented' | 'compatible';

export interface AnswerContext {
  readonly requestId: string;
  readonly dialect: Dialect;
  /** Absent when no route matched. */
  readonly route?: RouteSpec;
}

export interface ErrorAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type Schema = Record<string, unknown>;

/** One documented HTTP contract as a value. Controllers never know its envelope. */
export interface Surface {
  readonly name: SurfaceName;
  /** Path prefix of its documented mount, without a trailing slash. */
  readonly prefix: string;
  /** What people call it, where it stands beside the others. */
  readonly label: string;
  readonly title: string;
  readonly description: string;
  /** Status of a rejected input. */
  readonly validationStatus: 400 | 422;
  /** The success body of a value, after gating. `undefined` sends no body. */
  wrap(value: unknown, route: RouteSpec, context: AnswerContext): unknown;
  error(error: DomainError, context: AnswerContext): ErrorAnswer;
  /** The schema of {@link wrap}'s result for a route whose value has the given schema. */
  schema(value: Schema | undefined, route: RouteSpec): Schema | undefined;
  /** The name of the component that describes {@link error}'s body for a status of a route (its full Express path). */
  errorComponent(status: number, path: string): string;
  /** All components that {@link errorComponent} names. */
  readonly errorComponents: Readonly<Record<string, Schema>>;
}

export const object = (
  properties: Record<string, Schema>,
  required: readonly string[] = Object.keys(properties),
): Schema => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required: [...required] }),
});

export const only = (value: string | number | boolean): Schema => ({
  type: typeof value === 'number' ? 'integer' : typeof value,
  enum: [value],
});
