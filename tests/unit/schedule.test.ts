import fc from 'fast-check';
import { parseSchedule } from '../../shared/domain/schedule.ts';

const turn = (text: string, moment: string) => parseSchedule(text)?.turnAt(new Date(moment)).toISOString();

describe('a schedule', () => {
  test.each([
    ['2026-11-26T12:15:00.000Z', '2026-11-26T12:15:00.000Z'],
    ['2026-11-26T12:15:00.001Z', '2026-11-26T12:15:00.000Z'],
    ['2026-11-26T12:14:59.999Z', '2026-11-26T12:00:00.000Z'],
    ['2026-11-26T12:29:59.000Z', '2026-11-26T12:15:00.000Z'],
  ])('every quarter of an hour: the turn at %s began at %s', (moment, began) => {
    expect(turn('0 */15 * * * *', moment)).toBe(began);
  });

  test('the same turn until the next one begins', () => {
    const schedule = parseSchedule('0 5/15 * * * *');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 899_999 }), (quarters, offset) => {
        const began = Date.UTC(2026, 0, 1, 0, 5) + Math.floor(quarters / 4) * 3_600_000;
        const moment = new Date(began + offset);
        expect(schedule?.turnAt(moment)).toEqual(new Date(began));
      }),
    );
  });

  test('once in a leap year is a schedule, too', () => {
    expect(turn('0 0 0 29 2 *', '2026-01-01T00:00:00Z')).toBe('2024-02-29T00:00:00.000Z');
  });

  test.each([
    '',
    'hourly',
    '0 */15 * * *',
    '0 0 25 * * *',
    '0 0 0 30 2 *',
    '*/30 * * * * *',
    '0,20 * * * * *',
    '0,20 0 0 1 1 *',
    '0,59 59 23 31 12 *',
    '0 * * * * ?',
  ])('%p is none', (text) => {
    expect(parseSchedule(text)).toBeUndefined();
  });
});
