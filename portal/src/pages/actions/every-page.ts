import type { ListPage } from '../../api/use-pages.ts';

/** Everything of a list that is needed as a whole. */
export async function everyPage<T>(
  load: (page: { page: number; page_size: number }) => Promise<ListPage<T>>,
): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page += 1) {
    const { results = [], next } = await load({ page, page_size: 1_000 });
    all.push(...results);
    if (!next) return all;
  }
}
