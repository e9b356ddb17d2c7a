import { ago } from '../../../portal/src/components/ago.ts';

const second = 1_000;
const hour = 3_600 * second;
const now = Date.parse('2026-01-01T00:00:00Z');

test.each([
  [0, 'just now'],
  [-59 * second, 'just now'],
  // A server's clock may be ahead.
  [5 * second, 'just now'],
  [-60 * second, '1 minute ago'],
  [-119 * second, '1 minute ago'],
  [-hour, '1 hour ago'],
  [-25 * hour, 'yesterday'],
  [49 * hour, 'in 2 days'],
  [-31 * 24 * hour, 'last month'],
  [-800 * 24 * hour, '2 years ago'],
])('a moment %d milliseconds from now is "%s"', (offset, text) => {
  expect(ago(now + offset, now)).toBe(text);
});
