import { useSearchParams } from 'wouter';
import type { Schemas } from '../../api/schema.ts';

export type Status = Schemas['StatusEnum'];

/** What can be sorted by, as the API names it. */
export const orderings = {
  name: 'Vault',
  status: 'Status',
  '-status_last_checked_at': 'Last check, newest first',
  status_last_checked_at: 'Last check, oldest first',
  '-created_at': 'Added, newest first',
} as const;

export type Ordering = keyof typeof orderings;

/** Which vaults are listed, and in which order. What is '' selects nothing. */
export interface Selection {
  status: Status | '';
  tenant: string;
  /** A part of the vault's name. */
  name: string;
  ordering: Ordering;
}

const all = { status: '', tenant: '', name: '', ordering: 'name' } as const satisfies Selection;
const names = Object.keys(all) as (keyof Selection)[];

/** The selection, and a change of it: part of the page's address, so that it can be handed on and come back to. */
export function useSelection(): [Selection, (change: Partial<Selection>) => void] {
  const [search, setSearch] = useSearchParams();
  const select = (change: Partial<Selection>) =>
    setSearch(
      (now) => {
        const next = { ...selectionOf(now), ...change };
        return Object.fromEntries(names.filter((name) => next[name] !== all[name]).map((name) => [name, next[name]]));
      },
      { replace: true },
    );
  return [selectionOf(search), select];
}

/** What the address says; the API refuses what is none of its words. */
function selectionOf(search: URLSearchParams): Selection {
  return { ...all, ...Object.fromEntries(search) };
}

export function selectsAll({ status, tenant, name }: Selection): boolean {
  return status === '' && tenant === '' && name === '';
}
