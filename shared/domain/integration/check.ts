import type { Access } from './integration.ts';

/** An integration's access, and who is about to test it. */
export interface Check extends Access {
  organizationId: string;
  integrationId: string;
  /** The timer's turn (when it was due) for which it was taken last. */
  period: Date | null;
  /** The run of the timer that has promised a test which nobody has begun yet. */
  claim: string | null;
  /** Until when nobody else may promise or begin a test. */
  heldUntil: Date | null;
}

/** Milliseconds that a promised test waits for a worker, and that one which was begun counts as going on. */
const promiseLasts = 10 * 60_000;
const testLasts = 5 * 60_000;

/** Somebody has promised a test, or is at it. */
export function isHeld({ heldUntil }: Pick<Check, 'heldUntil'>, now: Date): boolean {
  return heldUntil !== null && heldUntil > now;
}

/**
 * Whether it has not been tested in the timer's turn that began at `period`. A test that was begun in this turn and of
 * which nothing was heard (its worker died) counts: it may have been carried out. One that was promised only does not.
 */
export function isDueInPeriod(check: Check, period: Date, now: Date): boolean {
  if (isHeld(check, now)) return false;
  if (check.claim !== null) return true;
  return (check.period === null || check.period < period) && (check.lastCheckedAt ?? 0) < period;
}

/** Whether it is to be tested before the timer's turn, and now. */
export function isDueSoon(check: Check, now: Date): boolean {
  return !isHeld(check, now) && check.nextCheckAt !== null && check.nextCheckAt <= now;
}

/** With a test promised by this run; `period`: of the timer's turn, if it is one. */
export function promised<T extends Check>(check: T, claim: string, now: Date, period?: Date): T {
  const heldUntil = new Date(now.getTime() + promiseLasts);
  return { ...check, nextCheckAt: null, period: period ?? check.period, claim, heldUntil };
}

/** With the test begun. Whoever else got the same message finds no claim any more. */
export function begun<T extends Check>(check: T, now: Date): T {
  return { ...check, claim: null, heldUntil: new Date(now.getTime() + testLasts) };
}

/** After a test. */
export function concluded(check: Check, access: Access): Check {
  const { organizationId, integrationId, period } = check;
  return { ...access, organizationId, integrationId, period, claim: null, heldUntil: null };
}

/** Nobody holds it; to be tested as soon as possible, and often enough if that fails. */
export function hastened<T extends Check>(check: T, now: Date): T {
  return { ...check, failures: 0, nextCheckAt: now };
}

/** How long a request that creates an integration may take at most, in milliseconds, with some to spare. */
const creationLasts = 5 * 60_000;

/** Whether a check without an integration is what a deletion, or a creation that was cut off, has left. */
export function isLeftover({ statusSince }: Check, now: Date): boolean {
  return now.getTime() - statusSince.getTime() > creationLasts;
}
