import type { Cause } from './cause.ts';

const seconds = 1000;
const minutes = 60 * seconds;

/** Consents and grants take effect within minutes: a failure is tested again soon, then ever more rarely. */
const afterFailure = [30 * seconds, minutes, 2 * minutes, 5 * minutes, 10 * minutes];

/**
 * Whether a cause may be gone within minutes, by waiting or because somebody grants what is missing. The others need work
 * that takes longer than these tests go on: the timer's turn finds out soon enough, and where our own credential is refused
 * a test of every vault at once would only make things worse.
 */
const passesSoon: Record<Cause, boolean> = {
  'consent.missing': true,
  'consent.propagating': true,
  'tenant.not-found': false,
  'app.disabled': true,
  'credential.invalid': false,
  'vault.not-found': true,
  'vault.wrong-tenant': false,
  'vault.forbidden-by-rbac': true,
  'vault.forbidden-by-access-policy': true,
  'vault.forbidden-by-firewall': true,
  'vault.forbidden-by-connection': true,
  // Azure Policy evaluates a change within half an hour.
  'vault.forbidden-by-governance-policy': false,
  'vault.rejected': false,
  'vault.throttled': true,
  'vault.unavailable': true,
  'network.unreachable': true,
};

/**
 * When to test again before the timer's turn, after a test at `testedAt`; null: at the timer's turn.
 * `failures`: tests in a row, this one included, that found no connection.
 */
export function nextCheck(testedAt: Date, failures: number, cause: Cause | null): Date | null {
  if (cause === null || !passesSoon[cause]) return null;
  const delay = afterFailure[failures - 1];
  return delay === undefined ? null : new Date(testedAt.getTime() + delay);
}
