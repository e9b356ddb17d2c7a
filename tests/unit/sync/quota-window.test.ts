import fc from 'fast-check';
import { QuotaWindow, quotaPeriod } from '../../../shared/domain/sync/quota-window.ts';

test('lets as many through as the limit says, then waits until the first answer is one period old', () => {
  const window = new QuotaWindow(2);
  for (const answered of [100, 300]) {
    expect(window.wait(answered)).toBe(0);
    window.begin();
    window.end(answered);
  }
  expect(window.wait(400)).toBe(quotaPeriod - 300);
  expect(window.wait(quotaPeriod + 99)).toBe(1);
  expect(window.wait(quotaPeriod + 100)).toBe(0);
  window.begin();
  expect(window.wait(quotaPeriod + 100)).toBe(200);
  expect(window.wait(quotaPeriod + 300)).toBe(0);
});

test('does not know how long to wait for requests under way', () => {
  const window = new QuotaWindow(1);
  window.begin();
  expect(window.wait(0)).toBeUndefined();
  expect(window.wait(10 * quotaPeriod)).toBeUndefined();
  window.end(10 * quotaPeriod);
  expect(window.wait(11 * quotaPeriod)).toBe(0);
});

test('counts what another process has sent, once', () => {
  const window = new QuotaWindow(10);
  window.begin();
  window.end(0);
  window.occupy(4, 1_000);
  window.occupy(4, 1_000);
  expect(window.used(1_000)).toBe(4);
  window.occupy(1_000, 1_000);
  expect(window.used(1_000)).toBe(10);
  expect(window.wait(1_000)).toBe(quotaPeriod - 1_000);
  expect(window.used(1_000 + quotaPeriod)).toBe(0);
});

test('whenever within a request the service counts it, no period ever holds more than the limit', () => {
  const request = fc.record({
    pause: fc.nat(3_000),
    takes: fc.nat(2_000),
    countedAt: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(request, { maxLength: 60 }), (limit, requests) => {
      const window = new QuotaWindow(limit);
      const ends: number[] = [];
      const counted: number[] = [];
      let now = 0;
      const until = (time: number) => {
        for (const end of ends.filter((each) => each <= time).sort((a, b) => a - b)) window.end(end);
        for (const end of ends.filter((each) => each <= time)) ends.splice(ends.indexOf(end), 1);
        now = time;
      };
      for (const { pause, takes, countedAt } of requests) {
        until(now + pause);
        for (let wait = window.wait(now); wait !== 0; wait = window.wait(now)) {
          until(wait === undefined ? Math.min(...ends) : now + wait);
        }
        window.begin();
        ends.push(now + takes);
        counted.push(now + takes * countedAt);
      }
      counted.sort((a, b) => a - b);
      for (const [first, time] of counted.entries()) {
        const next = counted[first + limit];
        if (next !== undefined) expect(next - time).toBeGreaterThanOrEqual(quotaPeriod);
      }
    }),
  );
});
