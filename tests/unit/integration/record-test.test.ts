import { type Cause, causes } from '../../../shared/domain/integration/cause.ts';
import type { Diagnosis } from '../../../shared/domain/integration/diagnose.ts';
import type { Access } from '../../../shared/domain/integration/integration.ts';
import { recordTest, untested } from '../../../shared/domain/integration/record-test.ts';

const created = new Date('2026-05-01T12:00:00Z');
const later = (seconds: number) => new Date(created.getTime() + seconds * 1000);

const fresh = untested(created);
const { permissions } = fresh;
const found = { permissions, conclusive: true, accepted: true };
const connected: Diagnosis = { ...found, status: 'connected', cause: null, detail: 'Fine.' };
const denied: Diagnosis = { ...found, status: 'errored', cause: 'vault.forbidden-by-rbac', detail: 'No.' };
const interrupted: Diagnosis = { ...connected, cause: 'vault.throttled', conclusive: false, accepted: false };
const at = (seconds: number, asked = false) => ({ testedAt: later(seconds), took: 70, asked });

/** Seconds from the test to the next one before the timer's turn. */
const waits = ({ nextCheckAt, lastCheckedAt }: Access) =>
  nextCheckAt && lastCheckedAt && (nextCheckAt.getTime() - lastCheckedAt.getTime()) / 1000;

describe('recording a test', () => {
  test('an integration whose first test was cut off is tested within minutes', () => {
    expect(fresh).toMatchObject({ status: 'unknown', lastCheckedAt: null, nextCheckAt: later(300) });
  });

  test('a change of status says since when; the same status keeps its time', () => {
    const first = recordTest(fresh, connected, at(10));
    expect(first).toMatchObject({ status: 'connected', statusSince: later(10), lastCheckedAt: later(10) });
    expect(first.lastCheckTook).toBe(70);
    const second = recordTest(first, connected, at(20));
    expect(second).toMatchObject({ status: 'connected', statusSince: later(10), lastCheckedAt: later(20) });
  });

  test('failures are tested again after 30 s, 1, 2, 5 and 10 minutes, then by the timer; a success starts over', () => {
    let current = fresh;
    const delays: (number | null)[] = [];
    for (let round = 0; round < 7; round += 1) {
      current = recordTest(current, denied, at(0));
      delays.push(waits(current));
    }
    expect(delays).toEqual([30, 60, 120, 300, 600, null, null]);
    const fine = recordTest(current, connected, at(0));
    expect(fine).toMatchObject({ failures: 0, nextCheckAt: null });
    expect(waits(recordTest(fine, denied, at(0)))).toBe(30);
  });

  test('somebody who asks, or another cause, begins the sooner tests anew; what comes and goes by itself does not', () => {
    let tired = fresh;
    for (let round = 0; round < 7; round += 1) tired = recordTest(tired, denied, at(0));
    expect(waits(recordTest(tired, denied, at(1)))).toBe(null);
    expect(waits(recordTest(tired, denied, at(1, true)))).toBe(30);
    expect(waits(recordTest(tired, { ...denied, cause: 'vault.forbidden-by-firewall' }, at(1)))).toBe(30);
    expect(waits(recordTest(tired, interrupted, at(1)))).toBe(null);
  });

  test('what does not pass within minutes waits for the timer', () => {
    const waiting = causes.filter((cause: Cause) => waits(recordTest(fresh, { ...denied, cause }, at(0))) === null);
    expect(waiting).toEqual([
      'tenant.not-found',
      'credential.invalid',
      'vault.wrong-tenant',
      'vault.forbidden-by-governance-policy',
      'vault.rejected',
    ]);
  });

  test('an interrupted test counts as a failure but does not renew what is known', () => {
    const known = recordTest(fresh, connected, at(10));
    const after = recordTest(known, interrupted, at(20));
    expect(after).toMatchObject({ status: 'connected', cause: 'vault.throttled', failures: 1 });
    expect(after.conclusiveAt).toEqual(later(10));
    expect(after.acceptedAt).toEqual(later(10));
    expect(after.lastCheckedAt).toEqual(later(20));
  });
});
