/** How much of a list that comes in pages is read. */

interface Page<T> {
  items: readonly T[];
  hasMoreData: boolean;
}

/** So many items from the beginning, or all of them; one call where the first page has enough. */
export async function atMost<T>(
  limit: number | undefined,
  first: () => Promise<Page<T>>,
  all: () => Promise<readonly T[]>,
): Promise<T[]> {
  if (limit === undefined) return [...(await all())];
  const { items, hasMoreData } = await first();
  const enough = items.length >= limit || !hasMoreData;
  return (enough ? items : await all()).slice(0, limit);
}
