/**
 * Works through items, so many at a time. After a failure no item is begun any more; those under way are waited for, so
 * that nothing goes on behind the caller's back. @throws the first failure
 */
export async function atOnce<T>(places: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const line = [...items];
  const failures: unknown[] = [];
  const place = async (): Promise<void> => {
    for (let item = line.shift(); item !== undefined && failures.length === 0; item = line.shift()) {
      try {
        await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: places }, place));
  if (failures.length > 0) throw failures[0];
}
