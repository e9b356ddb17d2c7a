import { type Cause, causes, type Status, statuses } from './cause.ts';
import type { Access } from './integration.ts';

/** How many integrations fare how. */
export interface AccessSummary<T> {
  count: number;
  /** Every status, with how many have it. */
  byStatus: Record<Status, number>;
  /** Every cause that one has. */
  byCause: Partial<Record<Cause, number>>;
  neverChecked: number;
  /** Whose last test is the longest ago, and whose last test took longest; absent where none was tested. */
  oldest?: T;
  slowest?: T;
}

export function summarizeAccess<T extends Access>(all: readonly T[]): AccessSummary<T> {
  const having = <K extends 'status' | 'cause'>(field: K, value: T[K]) =>
    all.filter((one) => one[field] === value).length;
  const byStatus = Object.fromEntries(statuses.map((status) => [status, having('status', status)]));
  const byCause = causes.map((cause) => [cause, having('cause', cause)] as const).filter(([, count]) => count > 0);
  const checked = all.filter(({ lastCheckedAt }) => lastCheckedAt !== null);
  const age = ({ lastCheckedAt }: T) => -(lastCheckedAt?.getTime() ?? 0);
  return {
    count: all.length,
    byStatus: byStatus as Record<Status, number>,
    byCause: Object.fromEntries(byCause),
    neverChecked: all.length - checked.length,
    ...(checked.length === 0
      ? {}
      : { oldest: greatest(checked, age), slowest: greatest(checked, ({ lastCheckTook }) => lastCheckTook ?? 0) }),
  };
}

function greatest<T>(all: readonly T[], of: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>((most, one) => (most === undefined || of(one) > of(most) ? one : most), undefined);
}
