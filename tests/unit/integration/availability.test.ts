import { availability, isFlapping } from '../../../shared/domain/integration/availability.ts';
import type { Status } from '../../../shared/domain/integration/cause.ts';
import type { StatusChange } from '../../../shared/domain/integration/status-change.ts';

const start = Date.UTC(2026, 0, 1);
const at = (hours: number) => new Date(start + hours * 3_600_000);
const change = (hours: number, from: Status, to: Status, since: number): StatusChange => ({
  at: at(hours),
  from,
  to,
  cause: null,
  fromSince: at(since),
});

describe('availability', () => {
  const changes = [
    change(20, 'errored', 'connected', 10),
    change(10, 'connected', 'errored', 2),
    change(2, 'unknown', 'connected', 0),
  ];
  const current = { status: 'connected' as const, statusSince: at(20) };

  test('is the share of the known time in which it was connected', () => {
    expect(availability(changes, current, { since: at(0), now: at(24) })).toEqual({ connected: 12 / 22, changes: 2 });
    expect(availability(changes, current, { since: at(16), now: at(24) })).toEqual({ connected: 0.5, changes: 1 });
    expect(availability(changes, current, { since: at(21), now: at(24) })).toEqual({ connected: 1, changes: 0 });
  });

  test('reaches back to before the oldest change that is kept', () => {
    const kept = changes.slice(0, 2);
    expect(availability(kept, current, { since: at(6), now: at(24) })).toEqual({ connected: 8 / 18, changes: 2 });
  });

  test('is not known before the first test', () => {
    const fresh = { status: 'unknown' as const, statusSince: at(0) };
    expect(availability([], fresh, { since: at(0), now: at(24) })).toEqual({ connected: null, changes: 0 });
    const first = [change(23, 'unknown', 'connected', 0)];
    const now = { status: 'connected' as const, statusSince: at(23) };
    expect(availability(first, now, { since: at(0), now: at(24) })).toEqual({ connected: 1, changes: 0 });
  });

  test('another cause of the same status is no change of it', () => {
    const causes = [change(5, 'errored', 'errored', 1)];
    const now = { status: 'errored' as const, statusSince: at(1) };
    expect(availability(causes, now, { since: at(0), now: at(10) })).toEqual({ connected: 0, changes: 0 });
  });

  test('six changes within a day are flapping', () => {
    expect(isFlapping({ connected: 0.9, changes: 5 })).toBe(false);
    expect(isFlapping({ connected: 0.9, changes: 6 })).toBe(true);
  });
});
