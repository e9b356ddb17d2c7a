import type { StoredValue } from '../configuration.ts';

/** What is so now about a parameter's own value in one environment, since it was first set there. */
export interface ValueHead {
  parameterId: string;
  environmentId: string;
  /** 1 for the first value; one more with every change. */
  revision: number;
  /** Since when; never before the revision before it. */
  since: Date;
  etag: string;
  /** Absent: the value was taken away. */
  value?: StoredValue;
}

/** The time of a change that comes after `before`: no clock that is behind makes a revision older than the one before. */
export function timeAfter(before: Pick<ValueHead, 'since'> | undefined, now: Date): Date {
  return before !== undefined && before.since > now ? before.since : now;
}
