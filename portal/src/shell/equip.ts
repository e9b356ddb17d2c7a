import { QueryClient } from '@tanstack/react-query';
import { type Api, createApi } from '../api/client.ts';
import { meQuery } from '../api/use-me.ts';
import type { Start } from '../auth/start.ts';
import { loadPage, pageAt } from './load-page.ts';

type SignedIn = Extract<Start, { kind: 'signed-in' }>;

/** What the portal begins with, and for somebody who is signed in what asks the API. */
export type Equipped = Exclude<Start, SignedIn> | (SignedIn & { api: Api; queries: QueryClient });

/**
 * Made before anything is drawn, with what all of it needs: React throws away a first drawing that has to wait, with whatever it
 * had made, and begins anew, or shows for at least 300 ms that something is loading.
 */
export async function equip(start: Start): Promise<Equipped> {
  if (start.kind !== 'signed-in') return start;
  const api = createApi({ origin: start.apiUrl, token: start.session.token });
  // Failures are shown with a way to repeat them; the API says itself when it is worth it.
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await Promise.all([queries.prefetchQuery(meQuery(api)), loadPageHere()]);
  return { ...start, api, queries };
}

/** What goes wrong is shown where the page would be. */
async function loadPageHere(): Promise<void> {
  const page = pageAt(location.pathname.slice(import.meta.env.BASE_URL.length - 1));
  if (page !== undefined) await loadPage(page).catch(() => undefined);
}
