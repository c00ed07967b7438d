import type { Page } from '@app/kernel';

/**
 * A finished JSON text that PostgreSQL built, passed on as it is. On a gated route it says for which keys it was built,
 * and is refused when those are not exactly the caller's.
 */
export class JsonText {
  /** @param text or its UTF-8, where somebody keeps that: it is sent without being copied or encoded again */
  constructor(
    readonly text: string | Uint8Array,
    readonly keys: readonly string[] = [],
  ) {}
}

/** A JSON text in the order of its parts, some of which are UTF-8 already. */
export class JsonParts {
  constructor(readonly parts: readonly (string | Uint8Array)[]) {}

  get byteLength(): number {
    return this.parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  }
}

/** A whole answer as one text, or a page with a text for each of its items. */
type Prepared = JsonText | Page<JsonText>;

/** No surface's own words hold it. */
const PLACE = '@@json-text@@';

const isJsonText = (value: unknown): value is JsonText => value instanceof JsonText;

/** An empty page has nothing to splice, so it is none: it is wrapped as any other value. */
export function isPrepared(value: unknown): value is Prepared {
  if (isJsonText(value)) return true;
  const items = (value as Partial<Page<unknown>> | null | undefined)?.items;
  return Array.isArray(items) && items.length > 0 && items.every(isJsonText);
}

export const textsOf = (prepared: Prepared): readonly JsonText[] =>
  isJsonText(prepared) ? [prepared] : prepared.items;

/** The text of an answer around prepared texts. Of a page, `wrap` sees as many items as there are. */
export function spliceJson(prepared: Prepared, wrap: (value: unknown) => unknown): string | JsonParts {
  const texts = textsOf(prepared);
  const outline = isJsonText(prepared) ? PLACE : { ...prepared, items: texts.map(() => PLACE) };
  const [head = '', ...rest] = JSON.stringify(wrap(outline)).split(`"${PLACE}"`);
  const parts = [head, ...rest.flatMap((words, place) => [texts[place]?.text ?? 'null', words])];
  return parts.every((part) => typeof part === 'string') ? parts.join('') : new JsonParts(parts);
}
