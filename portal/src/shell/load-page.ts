import { type PageEntry, pages } from './pages.ts';

type Loaded = Awaited<ReturnType<PageEntry['load']>>;

const loads = new Map<PageEntry, Promise<Loaded>>();
const loaded = new Map<PageEntry, Loaded>();

/** The page, if it is there already. */
export const loadedPage = (page: PageEntry): Loaded | undefined => loaded.get(page);

/** Loads a page once; what failed is tried again the next time. */
export function loadPage(page: PageEntry): Promise<Loaded> {
  const known = loads.get(page);
  if (known !== undefined) return known;
  const load = page.load();
  loads.set(page, load);
  load.then(
    (found) => loaded.set(page, found),
    () => loads.delete(page),
  );
  return load;
}

/** The page at a path below the portal's own, as the router finds it: the first that has the same parts. */
export function pageAt(path: string): PageEntry | undefined {
  const parts = partsOf(path);
  if (parts.length === 0) return pages[0];
  return pages.find((page) => {
    const wanted = partsOf(page.path);
    return wanted.length === parts.length && wanted.every((part, at) => part.startsWith(':') || part === parts[at]);
  });
}

const partsOf = (path: string) => path.split('/').filter((part) => part !== '');
