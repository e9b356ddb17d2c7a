import type { StatusChange } from './status-change.ts';

/** A change of status with how long it lasted. */
export interface StatusPeriod extends StatusChange {
  /** When the next change came; null while it lasts. */
  until: Date | null;
  /** Milliseconds, until now while it lasts. */
  lasted: number;
}

/** `changes`: newest first. */
export function statusPeriods(changes: readonly StatusChange[], now: Date): StatusPeriod[] {
  return changes.map((change, index) => {
    const until = changes[index - 1]?.at ?? null;
    return { ...change, until, lasted: (until ?? now).getTime() - change.at.getTime() };
  });
}
