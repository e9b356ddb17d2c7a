import type { ListPage } from './use-pages.ts';

/** The most that one request may ask for. */
export const largestPage = 1_000;

/** All of a list, for what is chosen from. `load` gets page numbers from 1. */
export async function readAll<T>(load: (page: number) => Promise<ListPage<T>>): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page++) {
    const { results = [], next } = await load(page);
    all.push(...results);
    if (!next) return all;
  }
}
