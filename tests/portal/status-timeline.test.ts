import { lasted } from '../../portal/src/pages/integration/history/lasted.ts';
import { segments } from '../../portal/src/pages/integration/history/segments.ts';

const at = (minute: number) => new Date(minute * 60_000).toISOString();
const change = (
  from: 'unknown' | 'errored' | 'connected',
  to: 'errored' | 'connected',
  minute: number,
  until?: number,
) => ({
  from,
  to,
  cause: null,
  at: at(minute),
  until: until === undefined ? null : at(until),
  seconds: 0,
});
/** An hour that ends at the hundredth minute. */
const span = { now: 100 * 60_000, span: 60 * 60_000, complete: true };

describe('the picture of the status history', () => {
  test('shows each status as long as it lasted, from the beginning of the span to now', () => {
    const changes = [
      change('errored', 'connected', 70),
      change('connected', 'errored', 55, 70),
      change('unknown', 'connected', 10, 55),
    ];
    expect(segments(changes, span)).toEqual([
      { status: 'connected', from: 0, to: 0.25 },
      { status: 'errored', from: 0.25, to: 0.5 },
      { status: 'connected', from: 0.5, to: 1 },
    ]);
  });

  test('begins with what the first change found, or with nothing known where older changes were not loaded', () => {
    const changes = [change('errored', 'connected', 70)];
    expect(segments(changes, span)[0]).toEqual({ status: 'errored', from: 0, to: 0.5 });
    expect(segments(changes, { ...span, complete: false })[0]).toEqual({ status: 'unknown', from: 0, to: 0.5 });
    expect(segments([], span)).toEqual([]);
  });

  test.each([
    [0, '0 seconds'],
    [61, '1 minute'],
    [7_200, '2 hours'],
    [200_000, '2 days'],
  ])('says that %i seconds are %s', (seconds, text) => {
    expect(lasted(seconds)).toBe(text);
  });
});
