/** One page of a list. `page` is 1-based; `total` counts all matches, not this page. */
export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  size: number;
}

export const mapPage = <T, U>(page: Page<T>, map: (item: T) => U): Page<U> => ({ ...page, items: page.items.map(map) });
