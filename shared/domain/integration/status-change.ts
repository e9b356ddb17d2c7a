import type { Cause, Status } from './cause.ts';
import type { Access } from './integration.ts';

/** A test found something else than the one before. */
export interface StatusChange {
  /** When the test began. */
  at: Date;
  from: Status;
  to: Status;
  /** Of the new status; null when it is connected. */
  cause: Cause | null;
  /** Since when the status before was what it was. */
  fromSince: Date;
}

/**
 * What the history is told of. A connected vault that is interrupted for a while stays connected, and that is no change; but
 * while it is not connected another cause is news.
 */
export function statusChange(before: Access, after: Access): StatusChange | undefined {
  const { status: from, statusSince: fromSince } = before;
  const { status: to, cause, lastCheckedAt: at } = after;
  if (at === null || (from === to && (to === 'connected' || cause === before.cause))) return undefined;
  return { at, from, to, cause, fromSince };
}
