/**
 * Fetches the next value while the present one is worked on, and none beyond it. A failure of that fetch is told when its
 * value is due; who stops early ends it.
 *
 * @param read makes the values; its signal ends it
 */
export async function* readAhead<T>(
  read: (signal: AbortSignal) => AsyncGenerator<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const stopping = new AbortController();
  const values = read(AbortSignal.any([signal, stopping.signal]));
  const ask = (): Promise<IteratorResult<T>> => {
    const asked = values.next();
    // Whoever waits for it hears of the failure; until then nobody does.
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask();
  try {
    for (;;) {
      const result = await next;
      if (result.done) return;
      next = ask();
      yield result.value;
    }
  } finally {
    stopping.abort();
    await next.catch(() => undefined);
    await values.return(undefined);
  }
}
