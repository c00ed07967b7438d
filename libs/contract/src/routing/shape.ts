import type { Type } from '@nestjs/common';
import type { DomainError } from '@app/kernel';

/** A DTO class, or an inline OpenAPI schema where the value is a primitive, a union or an open map. */
export type Payload =
  Type<object> | { readonly schema: Record<string, unknown>; readonly models?: readonly Type<object>[] };

/**
 * What a handler hands back, declared on the route and never guessed from the value.
 * - `one` a single value; `list` an array; `none` nothing
 * - `page` a `Page<T>` of the kernel; `placement` says where the surface puts the paging facts
 * - `listOrPage` an array, or a `Page<T>` when the client asked for one
 * - `cursor` `{ items, nextCursor }`
 * - `text` a text of the given content type, finished or as a stream of its parts, sent as it is. With
 *   `fileName` a browser saves it instead of showing it. With `failurePage` it gets a page in place of the error body,
 *   for the failures that the route itself declares
 */
export type Shape =
  | { readonly kind: 'one' | 'list'; readonly of: Payload }
  | { readonly kind: 'page' | 'listOrPage'; readonly of: Payload; readonly placement: 'pagination' | 'meta' }
  | { readonly kind: 'cursor'; readonly of: Payload }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'text';
      readonly contentType: string;
      readonly fileName?: string;
      readonly failurePage?: (failure: DomainError) => string;
    };

export const one = (of: Payload): Shape => ({ kind: 'one', of });
export const list = (of: Payload): Shape => ({ kind: 'list', of });
export const page = (of: Payload, placement: 'pagination' | 'meta' = 'pagination'): Shape => ({
  kind: 'page',
  of,
  placement,
});
export const listOrPage = (of: Payload): Shape => ({ kind: 'listOrPage', of, placement: 'pagination' });
export const cursor = (of: Payload): Shape => ({ kind: 'cursor', of });
export const none = (): Shape => ({ kind: 'none' });
export const text = (contentType: string, fileName?: string): Shape => ({ kind: 'text', contentType, fileName });
export const html = (failurePage: (failure: DomainError) => string): Shape => ({
  kind: 'text',
  contentType: 'text/html',
  failurePage,
});

/** The value behind {@link cursor}. */
export interface CursorPage<T> {
  items: T[];
  /** Pass it back as `cursor` to continue; null at the end. */
  nextCursor: string | null;
}
