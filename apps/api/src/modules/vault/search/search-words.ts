const LETTER = /[\p{L}\p{M}\p{N}]/gu;

/** Three letters, or fewer at an edge inside the word, since PostgreSQL counts blanks before and after such a run. */
const TRIGRAM = /[\p{L}\p{M}\p{N}]{3}|[^\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}]|[\p{L}\p{M}\p{N}]{2}[^\p{L}\p{M}\p{N}]/u;

/** Whether the index of trigrams can find something by the word. */
export const hasTrigram = (word: string): boolean => TRIGRAM.test(word);

const telling = (word: string): number => (hasTrigram(word) ? (word.match(LETTER)?.length ?? 0) : 0);

/** The words of a search text, those first of which the index of trigrams makes the most. */
export const wordsOf = (search: string): string[] =>
  [...new Set(search.split(/\s+/).filter((word) => word !== ''))].sort((a, b) => telling(b) - telling(a));
