import fc from 'fast-check';
import { RequestWindow } from '../../../shared/domain/request-window.ts';

test('as many as may be are admitted, and what is refused is not counted', () => {
  const window = new RequestWindow();
  const taken = [1, 2, 3, 4].map(() => window.take(2, 0));
  expect(taken.map(({ admitted, remaining }) => [admitted, remaining])).toEqual([
    [true, 1],
    [true, 0],
    [false, 0],
    [false, 0],
  ]);
  expect(window.look(3, 0).remaining).toBe(1);
});

test('who waits as long as it is told is admitted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(90_000), { minLength: 20, maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      (pauses, limit) => {
        const window = new RequestWindow();
        let now = 1_000_000;
        for (const pause of pauses) {
          now += pause;
          const { admitted, seconds } = window.take(limit, now);
          if (admitted) continue;
          expect(seconds).toBeGreaterThan(0);
          expect(seconds).toBeLessThanOrEqual(65);
          now += seconds * 1000;
          expect(window.take(limit, now).admitted).toBe(true);
        }
      },
    ),
  );
});

test('no minute has more than the limit, wherever it begins', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(9_000), { minLength: 40, maxLength: 80 }),
      fc.integer({ min: 1, max: 8 }),
      (pauses, limit) => {
        const window = new RequestWindow();
        let now = 0;
        const admitted: number[] = [];
        for (const pause of pauses) {
          now += pause;
          if (window.take(limit, now).admitted) admitted.push(now);
        }
        for (const from of admitted) {
          expect(admitted.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(limit);
        }
      },
    ),
  );
});

test('a clock that is put back makes no room', () => {
  const window = new RequestWindow();
  window.take(1, 300_000);
  expect(window.take(1, 0).admitted).toBe(false);
});
