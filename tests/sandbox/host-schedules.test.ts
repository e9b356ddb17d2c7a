import fc from 'fast-check';
import { pollingDelay, SHORTEST_POLLING_INTERVAL } from '../../sandbox/host/queue-back-off.ts';
import { decodeMessage, encodeMessage } from '../../sandbox/host/queue-message.ts';
import { parseTimerSchedule } from '../../sandbox/host/timer-schedule.ts';
import { checkPastDue, readStatus, statusAfterRun, writeStatus } from '../../sandbox/host/timer-status.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const next = (schedule: string, after: string, timeZone?: string) =>
  new Date(parseTimerSchedule(schedule, timeZone).next(at(after))).toISOString().replace('.000Z', '');

describe('a schedule', () => {
  test.each([
    ['0 */5 * * * *', '2026-03-01T10:02:03', '2026-03-01T10:05:00'],
    ['0 */5 * * * *', '2026-03-01T10:05:00', '2026-03-01T10:10:00'],
    ['*/10 * * * * *', '2026-03-01T10:00:55', '2026-03-01T10:01:00'],
    ['5/15 * * * * *', '2026-03-01T10:00:06', '2026-03-01T10:00:20'],
    ['0 30 9 * * 1-5', '2026-03-06T10:00:00', '2026-03-09T09:30:00'],
    ['0 0 0 * Jan Mon', '2026-03-01T00:00:00', '2027-01-04T00:00:00'],
    // Both day fields must match: the next Friday the 13th.
    ['0 0 0 13 * 5', '2026-03-14T00:00:00', '2026-11-13T00:00:00'],
    ['*/5 * * * *', '2026-03-01T10:02:03', '2026-03-01T10:05:00'],
    ['00:05:00', '2026-03-01T10:02:03', '2026-03-01T10:07:03'],
  ])('%s after %s', (schedule, after, expected) => {
    expect(next(schedule, after)).toBe(expected);
  });

  test('follows the time zone', () => {
    expect(next('0 0 9 * * *', '2026-07-01T00:00:00', 'Europe/Berlin')).toBe('2026-07-01T07:00:00');
  });

  test.each(['', 'daily', '@daily', '0 0 * * L *', '0 0 0 ? * *', '* * * *', '0 60 * * * *', '0 0 0 * * 5#1'])(
    '"%s" is refused',
    (schedule) => {
      expect(() => parseTimerSchedule(schedule)).toThrow(expect.objectContaining({ code: 'configuration' }));
    },
  );

  test('is monitored from a minute on', () => {
    const monitored = (schedule: string) => parseTimerSchedule(schedule).monitored;
    expect(['0 * * * * *', '0 0 0 1 1 *', '00:01:00'].map(monitored)).toEqual([true, true, true]);
    expect(['*/30 * * * * *', '0,1 0 0 1 1 *', '00:00:30'].map(monitored)).toEqual([false, false, false]);
  });
});

describe("a timer's status", () => {
  const hourly = parseTimerSchedule('0 0 * * * *');
  const ran = {
    last: at('2026-01-01T10:00:00'),
    next: at('2026-01-01T11:00:00'),
    lastUpdated: at('2026-01-01T10:00:00'),
  };

  test('is begun with the next occurrence', () => {
    expect(checkPastDue(undefined, hourly, at('2026-01-01T10:20:00'))).toEqual({
      status: { next: at('2026-01-01T11:00:00'), lastUpdated: at('2026-01-01T10:20:00') },
      changed: true,
      isPastDue: false,
    });
  });

  test('tells a missed run, also when there never was one', () => {
    expect(checkPastDue(ran, hourly, at('2026-01-01T10:59:00'))).toEqual({
      status: ran,
      changed: false,
      isPastDue: false,
    });
    expect(checkPastDue(ran, hourly, at('2026-01-01T11:00:01')).isPastDue).toBe(true);
    const begun = { next: at('2026-01-01T11:00:00'), lastUpdated: at('2026-01-01T10:20:00') };
    expect(checkPastDue(begun, hourly, at('2026-01-01T12:00:00')).isPastDue).toBe(true);
  });

  test('follows a schedule that was changed', () => {
    const halfPast = parseTimerSchedule('0 30 * * * *');
    expect(checkPastDue(ran, halfPast, at('2026-01-01T10:10:00'))).toEqual({
      status: { ...ran, next: at('2026-01-01T10:30:00') },
      changed: true,
      isPastDue: false,
    });
    expect(checkPastDue(ran, halfPast, at('2026-01-01T15:10:00'))).toEqual({
      status: { next: at('2026-01-01T15:30:00'), lastUpdated: at('2026-01-01T15:10:00') },
      changed: true,
      isPastDue: false,
    });
  });

  test('after a run that began a little early does not come due again for the same occurrence', () => {
    const early = at('2026-01-01T11:00:00') - 3;
    expect(statusAfterRun(ran, hourly, early, true).next).toBe(at('2026-01-01T12:00:00'));
    expect(statusAfterRun(ran, hourly, at('2026-01-01T10:20:00'), false).next).toBe(at('2026-01-01T11:00:00'));
  });

  test('after a run that took longer than the interval comes due at once', () => {
    expect(statusAfterRun(ran, hourly, at('2026-01-01T11:00:00'), true).next).toBe(at('2026-01-01T12:00:00'));
  });

  test('is read as it was written, and as .NET writes it', () => {
    expect(readStatus(writeStatus(ran))).toEqual(ran);
    const fresh = { next: ran.next, lastUpdated: ran.lastUpdated };
    expect(readStatus(writeStatus(fresh))).toEqual(fresh);
    expect(
      readStatus(
        '{"Last":"2026-01-01T10:00:00.0123456+00:00","Next":"2026-01-01T12:00:00+01:00","LastUpdated":"0001-01-01T00:00:00"}',
      ),
    ).toEqual({ last: at('2026-01-01T10:00:00.012'), next: ran.next, lastUpdated: at('2026-01-01T10:00:00.012') });
    for (const text of ['', '{}', '{"Last":1}', '{"Last":"x","Next":"y","LastUpdated":"z"}']) {
      expect(readStatus(text)).toBeUndefined();
    }
  });
});

describe('polling an empty queue', () => {
  test('slows down, up to the longest interval', () => {
    expect([1, 2, 3, 4, 50].map((polls) => pollingDelay(polls, 1000, 0.5))).toEqual([100, 200, 400, 800, 1000]);
  });

  test('stays within its bounds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (polls, random) => {
          const delay = pollingDelay(polls, 60_000, random);
          expect(delay).toBeGreaterThanOrEqual(SHORTEST_POLLING_INTERVAL);
          expect(delay).toBeLessThanOrEqual(60_000);
        },
      ),
    );
  });
});

test('message texts survive their encoding', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('base64' as const, 'none' as const),
      (text, encoding) => {
        expect(decodeMessage(encodeMessage(Buffer.from(text), encoding), encoding)).toBe(text);
      },
    ),
  );
  expect(decodeMessage('{"a":1}', 'base64')).toBeUndefined();
});
