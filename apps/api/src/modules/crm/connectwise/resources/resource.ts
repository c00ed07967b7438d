import { type Of, type Shape, integer, nullable, record, text, instant, withDefault } from '../shape';

/** A kind of records: where they are, and what is read of each. */
export interface Resource<T> {
  /** Below the base of the API, without slashes at its ends. */
  readonly path: string;
  readonly shape: Shape<T>;
}

export type RecordOf<R> = R extends Resource<infer T> ? T : never;

export const resource = <S extends Shape<unknown>>(path: string, shape: S): Resource<Of<S>> => ({
  path,
  shape: shape as Shape<Of<S>>,
});

/** A record that another one points to; the address that comes along is left out. */
export const reference = nullable(record({ id: integer, name: withDefault(text, '') }));
/** The same to a company, a member or a vendor, which have an identifier beside their name. */
export const identifiedReference = nullable(
  record({ id: integer, identifier: withDefault(text, ''), name: withDefault(text, '') }),
);

export const info = withDefault(record({ lastUpdated: nullable(instant), updatedBy: nullable(text) }), {
  lastUpdated: null,
  updatedBy: null,
});
